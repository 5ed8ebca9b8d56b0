package dev.gatewayhealth.resource;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.contract.Listening;
import dev.gatewayhealth.finding.Severity;
import dev.gatewayhealth.proc.PeerPorts;
import dev.gatewayhealth.proc.SocketTable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EphemeralPortsTest {

    @Test
    void whoeverConnectsTakesAPortAndTimeWaitKeepsIt() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                SocketTable table = SocketTable.ofThisProcess()) {
            for (int i = 0; i < 5; i++) {
                Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
                Socket accepted = server.accept();
                // Who closes first keeps the port.
                client.close();
                accepted.getInputStream().read();
                accepted.close();
            }
            try (Socket open = new Socket(server.getInetAddress(), server.getLocalPort())) {
                PeerPorts peers = new PeerPorts(1, server.getLocalPort());
                assertThat(table.count(peers)).isTrue();

                assertThat(open.isConnected()).isTrue();
                assertThat(peers.port(peers.fullest())).isEqualTo(server.getLocalPort());
                assertThat(peers.sockets(peers.fullest())).isEqualTo(6);
                assertThat(peers.timeWait(peers.fullest())).isEqualTo(5);
            }
        }
    }

    @Test
    void aMachineWithFewSocketsIsNotReadAtAll() {
        ListenQueues queues = new ListenQueues(null);
        queues.follow(Listening.port(8080));
        try (SocketTable table = SocketTable.ofThisProcess()) {
            Usage usage = (Usage) new EphemeralPorts(table, queues, () -> 0).read();

            assertThat(usage.limit()).isBetween(1_000.0, 65_536.0);
            assertThat(usage.evidence()).containsEntry("atMost", true);
        }
    }

    @Test
    void withoutAPortOfOursItIsAbsent() {
        try (SocketTable table = SocketTable.ofThisProcess()) {
            assertThat(new EphemeralPorts(table, new ListenQueues(null), () -> 0).read())
                    .isEqualTo(new Absent("no port of ours is known"));
        }
    }

    @Test
    void anUpperBoundIsNoAlarmAndACountIs() {
        EphemeralPortsDiagnosis diagnosis = new EphemeralPortsDiagnosis(0.8);
        Usage bound = new Usage(900, 1_000, "range", 0, Map.of("atMost", true));
        Usage counted = new Usage(1_000, 1_000, "range", 0, Map.of("timeWait", 990, "port", 8080));

        assertThat(diagnosis.pressure(Pressure.NEAR, bound, Pressure.CALM)).isEqualTo(Pressure.CALM);
        assertThat(diagnosis.pressure(Pressure.EXHAUSTED, counted, Pressure.CALM))
                .isEqualTo(Pressure.EXHAUSTED);
        assertThat(diagnosis.notice(Pressure.EXHAUSTED, counted, Forecast.NONE).severity())
                .isEqualTo(Severity.CRITICAL);
        assertThat(diagnosis.notice(Pressure.EXHAUSTED, counted, Forecast.NONE).message())
                .contains("1000 of 1000 local ports", "port 8080", "990 of them over");
    }
}
