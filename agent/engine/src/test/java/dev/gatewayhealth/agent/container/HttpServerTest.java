package dev.gatewayhealth.agent.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.exchange.Exchanges;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What is peculiar to the JDK's HTTP server. */
@ParameterizedClass(name = "{0}")
@EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = "JDK_.*")
class HttpServerTest extends Contract {

    HttpServerTest(Server server) {}

    @Test
    void aHandlerThatThrowsLeavesItsRequestWithoutAnAnswer() {
        assertThat(Wire.to(port).get("/thrown").rest()).isEmpty();

        counted(1, 0);
        Exchanges.Counts after = quiet();
        assertThat(after.failed() - before.failed()).isEqualTo(1);
    }

    @Test
    void whatItDoesNotUnderstandIsAnsweredAllTheSame() {
        assertThat(Wire.to(port).send("nonsense\r\n\r\n").rest()).startsWith("HTTP/1.1 400");

        counted(1, 1);
    }

    @Test
    void aConnectionThatNothingComesOnIsNoRequest() {
        Wire.to(port).close();
        Wire.to(port).get("/sync").rest();

        counted(1, 1);
    }

    @Test
    void aPollIsAnsweredWhateverItsContext() {
        String head = Wire.to(port)
                .send("HEAD /gateway-health?at=1 HTTP/1.1\r\nHost: a.test\r\nConnection: close\r\n\r\n")
                .rest();

        assertThat(head).startsWith("HTTP/1.1 200").endsWith("\r\n\r\n").doesNotContain("{");
        assertThat(head.toLowerCase(Locale.ROOT)).containsOnlyOnce("content-length: ");
        assertThat(Wire.to(port).get("/gateway-health-of-others").rest()).startsWith("HTTP/1.1 404");
        counted(1, 1);
    }
}
