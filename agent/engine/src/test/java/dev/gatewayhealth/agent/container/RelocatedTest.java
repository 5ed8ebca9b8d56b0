package dev.gatewayhealth.agent.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.agent.engine.EngineUnderTest;
import dev.gatewayhealth.exchange.Exchange;
import java.util.Locale;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A server under a package prefix of somebody else's is followed as it would be under its own names. */
@ParameterizedClass(name = "{0}")
@EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = ".*_MOVED")
class RelocatedTest extends Contract {

    private final Server server;

    RelocatedTest(Server server) {
        this.server = server;
    }

    @Test
    void itsRequestsBeginAndEndOnce() {
        assertThat(Wire.to(port).get("/sync").rest()).startsWith("HTTP/1.1 200").endsWith("done");
        assertThat(Wire.to(port).get("/error").rest()).startsWith("HTTP/1.1 500");

        counted(2, 2);
    }

    @Test
    void whatRunsIsKnown() {
        Gate gate = Gate.closed();
        Wire wire = Wire.to(port).get("/held?secret=1");
        Thread working = gate.visitor();
        Exchange exchange = onlyOne();
        Object request = exchange.request();

        assertThat(exchange.thread()).isSameAs(working);
        assertThat(exchange.view().path(request)).isEqualTo("/held");
        assertThat(exchange.view().header(request, "x-mark")).isEqualTo("here");
        assertThat(exchange.view().connection(exchange.connection()).remote().getPort())
                .isEqualTo(wire.localPort());
        gate.open();
        String answer = wire.rest();
        counted(1, 1);
        assertThat(exchange.headerBytes()).isEqualTo(answer.indexOf("\r\n\r\n") + 4);
        assertThat(exchange.wasDelivered()).isTrue();
    }

    @Test
    void theReportSaysWhoseCopyItIs() {
        String kind = server.name().substring(0, 1)
                + server.name().substring(1, server.name().indexOf('_')).toLowerCase(Locale.ROOT);
        String expected = ServerLoader.MOVED + (kind.equals("Vertx") ? "Netty" : kind);

        // Each report looks once; the classes that no request needed are still being loaded at the first.
        Awaitility.await()
                .untilAsserted(() -> assertThat(EngineUnderTest.report().hooks())
                        .filteredOn(hook -> hook.server().startsWith(expected))
                        .extracting(hook -> hook.state())
                        .isNotEmpty()
                        .containsOnly("live"));
    }
}
