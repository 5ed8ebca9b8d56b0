package dev.gatewayhealth.agent.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.agent.engine.EngineUnderTest;
import dev.gatewayhealth.exchange.Exchange;
import dev.gatewayhealth.exchange.Exchanges;
import java.nio.file.Path;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Undertow 2.2, whose classes are of Java 8 and know no dynamic constants. */
class OldClassFilesTest {

    @Test
    void areRaisedAndFollowedAllTheSame() throws Exception {
        EngineUnderTest.start("");
        Container container =
                (Container) ServerLoader.of(Path.of("target/servers/undertow-2.2"), EngineUnderTest.weaver())
                        .loadClass(ServerLoader.APP + "PlainUndertowContainer")
                        .getConstructor()
                        .newInstance();
        int port = container.start();
        try {
            Gate gate = Gate.closed();
            Wire wire = Wire.to(port).get("/");
            Thread working = gate.visitor();
            Exchange[] seen = new Exchange[1];
            Exchanges exchanges = EngineUnderTest.exchanges();

            assertThat(exchanges
                            .visit((exchange, generation, state) -> seen[0] = exchange)
                            .inFlight())
                    .isEqualTo(1);
            assertThat(seen[0].thread()).isSameAs(working);
            gate.open();
            String answer = wire.rest();
            assertThat(answer).endsWith("done");
            Awaitility.await()
                    .until(() ->
                            exchanges.visit((exchange, generation, state) -> {}).answered() == 1);
            assertThat(seen[0].headerBytes()).isEqualTo(answer.indexOf("\r\n\r\n") + 4);
            Awaitility.await()
                    .until(() -> Wire.to(port).get("/gateway-health").rest().startsWith("HTTP/1.1 200"));
        } finally {
            container.stop();
        }
    }
}
