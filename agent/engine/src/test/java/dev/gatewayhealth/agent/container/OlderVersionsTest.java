package dev.gatewayhealth.agent.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.exchange.Exchange;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Versions from before a server did what it does elsewhere in its code: a request begins and ends there as it does in the last. */
@ParameterizedClass(name = "{0}")
@EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = "OLD_.*")
class OlderVersionsTest extends Contract {

    private static final String GET = " HTTP/1.1\r\nHost: a.test\r\n\r\n";

    OlderVersionsTest(Server server) {}

    @Test
    void requestsBeginAndEndOnce() {
        assertThat(Wire.to(port).get("/sync").rest()).startsWith("HTTP/1.1 200").endsWith("done");
        assertThat(Wire.to(port).get("/error").rest()).startsWith("HTTP/1.1 500");
        assertThat(Wire.to(port).get("/nothing/here").rest()).startsWith("HTTP/1.1 404");
        assertThat(Wire.to(port)
                        .send("HEAD /sync HTTP/1.1\r\nHost: a.test\r\nConnection: close\r\n\r\n")
                        .rest())
                .startsWith("HTTP/1.1 200");

        counted(4, 4);
    }

    @Test
    void eachRequestOfAConnectionCountsThoughTheyCameInOnePiece() {
        String one = "GET /sync" + GET;
        Wire wire = Wire.to(port).send(one + one).get("/sync");

        assertThat(wire.rest()).containsPattern("(?s)done.*done.*done");
        counted(3, 3);
    }

    @Test
    void asynchronouslyItRunsUntilItIsCompleted() {
        Gate gate = Gate.closed();
        Wire wire = Wire.to(port).get("/async");
        gate.visitor();
        Exchange exchange = onlyOne();

        Awaitility.await().until(() -> exchange.thread() == null);
        gate.open();
        assertThat(wire.rest()).endsWith("done");
        counted(1, 1);
    }

    @Test
    void aBodyShorterThanDeclaredIsNoAnswer() {
        try (Wire wire = Wire.to(port).send("GET /wrong?short" + GET)) {
            wire.readUntil("part");
            failed(1);
            counted(1, 0);
        }
    }

    @Test
    void pollsOfTheEndpointAreNoRequests() {
        assertThat(Wire.to(port).get("/gateway-health").rest()).startsWith("HTTP/1.1 200");

        counted(0, 0);
    }
}
