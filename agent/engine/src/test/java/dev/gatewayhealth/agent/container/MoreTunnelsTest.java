package dev.gatewayhealth.agent.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.agent.engine.EngineUnderTest;
import dev.gatewayhealth.exchange.Exchange;
import dev.gatewayhealth.exchange.Exchanges;
import java.nio.file.Path;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Connections that carry another protocol where {@link ServletContractTest} does not get: over TLS, which stands between the socket and
 * Undertow's connection, and on Grizzly.
 */
class MoreTunnelsTest {

    @ParameterizedTest
    @CsvSource({"undertow-2.2, SecureUndertowContainer", "undertow-2.3, SecureUndertowContainer"})
    void runUntilTheyAreClosedAndTheirTrafficIsSeen(String jars, String server) throws Exception {
        EngineUnderTest.start("probe.every=off");
        Container container = (Container) ServerLoader.of(Path.of("target/servers", jars), EngineUnderTest.weaver())
                .loadClass(ServerLoader.APP + server)
                .getConstructor()
                .newInstance();
        int port = container.start();
        Wire wire = server.startsWith("Secure") ? Wire.securely(port) : Wire.to(port);
        try {
            Exchanges.Counts before = Contract.quiet();
            wire.send("GET /talk HTTP/1.1\r\nHost: a.test\r\nConnection: Upgrade\r\nUpgrade: talk\r\n\r\n");
            assertThat(wire.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 101");
            Exchange exchange = Contract.onlyOne();
            Awaitility.await().until(exchange::isTunnel);
            int written = exchange.written();

            assertThat(wire.send("a").readUntil("a")).isEqualTo("a");
            // One in, one out.
            Awaitility.await().until(() -> exchange.written() >= written + 2);
            assertThat(exchange.view().path(exchange.request())).isEqualTo("/talk");
            wire.close();
            Exchanges.Counts after = Contract.quiet();
            assertThat(after.started() - before.started()).isOne();
            assertThat(after.answered() - before.answered()).isOne();
        } finally {
            wire.close();
            container.stop();
        }
    }
}
