package dev.gatewayhealth.resource;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.contract.Listening;
import dev.gatewayhealth.finding.Remedy;
import dev.gatewayhealth.finding.Severity;
import dev.gatewayhealth.proc.SocketTable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ConnectionsTest {

    private final Gauge gauge = new Gauge();
    private long inFlight;
    private long seconds;

    @Test
    void connectionsPinnedByIdleOnesAreAWarningThatSaysSo() {
        ResourceWatch watch = watch(new Connections(gauge, Listening.port(1)), new ListenQueues(null));
        gauge.open = 79;
        look(watch);
        assertThat(watch.noticed()).isNull();
        gauge.open = 100;
        inFlight = 1;
        look(watch);

        assertThat(watch.noticed()).isNotNull();
        assertThat(watch.noticed().severity()).as("nobody waits yet").isEqualTo(Severity.WARNING);
        assertThat(watch.noticed().message())
                .startsWith(
                        "100 of 100 connections of connector :1 are taken (100%, warned from 80%), at least 99 of them"
                                + " idle between requests");
        assertThat(watch.noticed().evidence()).containsEntry("idleAtLeast", 99L);
    }

    @Test
    void theyAreExhaustedWhenMoreWaitToBeAccepted() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                Socket waiting = new Socket(server.getInetAddress(), server.getLocalPort());
                SocketTable table = SocketTable.ofThisProcess()) {
            ListenQueues queues = new ListenQueues(table);
            ResourceWatch watch =
                    watch(new Connections(gauge, new Listening("127.0.0.1", server.getLocalPort(), null)), queues);
            gauge.open = 100;
            queues.read();
            look(watch);

            assertThat(waiting.isConnected()).isTrue();
            assertThat(watch.exhausted()).isTrue();
            assertThat(watch.noticed().severity()).isEqualTo(Severity.CRITICAL);
            assertThat(watch.noticed().message()).contains("100 of 100", "and 1 more wait to be accepted");
            inFlight = 100;
            look(watch);
            assertThat(watch.noticed().remedy())
                    .as("none is idle, so fewer kept ones would not help")
                    .contains(Remedy.nginx("server 127.0.0.1:1 max_conns=100;"));
        }
    }

    @Test
    void whatComesThenIsTooLateAtAPortAndTurnedAwayAtAUnixSocket() {
        gauge.open = 100;
        ResourceWatch port = watch(new Connections(gauge, Listening.port(1)), new ListenQueues(null));
        look(port);
        ResourceWatch socket = watch(new Connections(gauge, Listening.unix("/run/app.sock")), new ListenQueues(null));
        look(socket);

        assertThat(port.noticed().gateway().status()).isEqualTo(504);
        assertThat(port.noticed().message()).endsWith("waits in the accept queue and becomes a 504");
        assertThat(socket.noticed().gateway().status()).isEqualTo(502);
        assertThat(socket.noticed().gateway().errorLog())
                .isEqualTo("failed (11: Resource temporarily unavailable) while connecting to upstream");
        assertThat(socket.noticed().message()).endsWith("what finds that full becomes a 502 at once");
    }

    @Test
    void withoutABoundTheyAreOnlyCounted() {
        ResourceWatch watch = watch(new Connections(gauge, Listening.port(1)), new ListenQueues(null));
        gauge.max = -1;
        gauge.open = 50_000;
        look(watch);

        assertThat(watch.state().used()).isEqualTo(50_000);
        assertThat(watch.state().limit()).isNull();
        assertThat(watch.noticed()).isNull();
    }

    @Test
    void aPausedConnectorIsAbsent() {
        ResourceWatch watch = watch(new Connections(gauge, Listening.port(1)), new ListenQueues(null));
        gauge.open = -1;
        look(watch);

        assertThat(watch.state().absent()).contains("connector :1 does not count");
    }

    private ResourceWatch watch(Connections connections, ListenQueues queues) {
        connections.knowing(queues, () -> inFlight);
        return ResourceWatch.of(connections, Thresholds.DEFAULT);
    }

    private void look(ResourceWatch watch) {
        watch.look(TimeUnit.SECONDS.toNanos(++seconds));
    }

    private static final class Gauge implements ConnectionGauge {

        private long open;
        private long max = 100;

        @Override
        public String connector() {
            return "connector :1";
        }

        @Override
        public String setting() {
            return "max-connections";
        }

        @Override
        public String idleSetting() {
            return "keep-alive-timeout";
        }

        @Override
        public long open() {
            return open;
        }

        @Override
        public long max() {
            return max;
        }

        @Override
        public long backlog() {
            return 0;
        }

        @Override
        public String backlogSetting() {
            return "";
        }
    }
}
