package dev.gatewayhealth.proc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnPortsTest {

    private static final String HEAD =
            "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid";

    @TempDir
    private Path proc;

    @Test
    void aPortOfThisProcessIsFoundWhileItIsOpen() throws IOException {
        OwnPorts ports = new OwnPorts(Path.of("/proc"));
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
            assertThat(ports.listening()).contains(port);
            assertThat(ports.used(port)).isFalse();
            try (Socket client = new Socket(socket.getInetAddress(), port)) {
                assertThat(client.isConnected()).isTrue();
                assertThat(ports.listening()).contains(port);
                assertThat(ports.used(port)).isTrue();
            }
            assertThat(ports.listening(Set.of(port))).containsExactly(port);
            assertThat(ports.listening(Set.of(1))).isEmpty();
        }

        assertThat(ports.listening()).doesNotContain(port);
    }

    @Test
    void aPortOfAnotherProcessIsNotOurs() throws IOException {
        table(
                "   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 111 1",
                "   1: 0100007F:1F91 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 222 1",
                "   2: 0100007F:1F90 0100007F:C350 01 00000000:00000000 00:00000000 00000000     0        0 333 1");
        Path descriptors = Files.createDirectories(proc.resolve("self/fd"));
        Files.createSymbolicLink(descriptors.resolve("5"), Path.of("socket:[111]"));
        Files.createSymbolicLink(descriptors.resolve("6"), Path.of("/dev/null"));
        OwnPorts ports = new OwnPorts(proc);

        assertThat(ports.listening()).containsExactly(8080);
        assertThat(ports.used(8080)).isTrue();
        assertThat(ports.used(8081)).isFalse();
    }

    @Test
    void whereTheKernelDoesNotTellThereIsNone() {
        assertThat(new OwnPorts(proc).listening()).isEmpty();
    }

    private void table(String... lines) throws IOException {
        Path net = Files.createDirectories(proc.resolve("self/net"));
        Files.writeString(net.resolve("tcp"), HEAD + "\n" + String.join("\n", List.of(lines)) + "\n");
    }
}
