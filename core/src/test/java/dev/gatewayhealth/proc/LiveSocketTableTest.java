package dev.gatewayhealth.proc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatewayhealth.proc.SocketTable.Lookup;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The table against the kernel it is read from, with real connections on loopback. */
@SuppressWarnings("try") // one side closing first is what is tested
class LiveSocketTableTest {

    private final SocketTable table = SocketTable.ofThisProcess();

    @AfterEach
    void close() {
        table.close();
    }

    @ParameterizedTest(name = "over {0}")
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void followsAConnectionFromEstablishedToGone(String host) throws IOException {
        InetAddress address = InetAddress.getByName(host);
        try (ServerSocket server = new ServerSocket(0, 5, address);
                Socket client = new Socket(address, server.getLocalPort());
                Socket accepted = server.accept()) {
            Lookup lookup = table.add(ends(accepted));
            assertThat(table.read()).isTrue();
            assertThat(lookup.found()).isTrue();
            assertThat(lookup.state()).isEqualTo(TcpState.ESTABLISHED);
            assertThat(lookup.peerRxQueue()).hasValue(0);

            client.close();
            awaitState(lookup, TcpState.CLOSE_WAIT);
            assertThat(lookup.rxQueue()).as("the FIN nobody has read yet").isEqualTo(1);

            accepted.close();
            await().atMost(Duration.ofSeconds(5)).until(() -> table.read() && lookup.gone());
        }
    }

    @ParameterizedTest(name = "on {0}")
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void aListenerIsFoundByItsPortWithoutReadingOn(String host) throws IOException {
        InetAddress address = InetAddress.getByName(host);
        try (ServerSocket server = new ServerSocket(0, 5, address);
                Socket waiting = new Socket(address, server.getLocalPort())) {
            assertThat(table.readListeners(new int[] {server.getLocalPort()})).isTrue();
            assertThat(table.listeners())
                    .as("with %s waiting", waiting)
                    .containsExactly(new Listener(address, server.getLocalPort(), 1));
            assertThat(table.readListeners(new int[] {server.getLocalPort(), 1}))
                    .isFalse();
        }
    }

    @Test
    void aResetConnectionIsGoneAtOnce() throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (ServerSocket server = new ServerSocket(0, 5, loopback);
                Socket client = new Socket(loopback, server.getLocalPort());
                Socket accepted = server.accept()) {
            Lookup lookup = table.add(ends(accepted));
            table.read();
            assertThat(lookup.found()).isTrue();

            client.setSoLinger(true, 0);
            client.close();

            await().atMost(Duration.ofSeconds(5)).until(() -> table.read() && lookup.gone());
            assertThat(lookup.absences()).isPositive();
        }
    }

    @Test
    void anIpv4OnlySocketStandsInTheOtherTable() throws IOException {
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.INET)
                        .bind(new InetSocketAddress(ipv4Loopback(), 0));
                SocketChannel client = SocketChannel.open(server.getLocalAddress());
                SocketChannel accepted = server.accept()) {
            assertThat(client.isConnected()).isTrue();
            Lookup lookup = table.add(Endpoints.of(
                    (InetSocketAddress) accepted.getLocalAddress(), (InetSocketAddress) accepted.getRemoteAddress()));

            assertThat(table.read()).isTrue();

            assertThat(lookup.found()).isTrue();
            assertThat(lookup.peerRxQueue()).hasValue(0);
        }
    }

    @Test
    void showsBytesUnreadOnEitherSide() throws IOException {
        InetAddress loopback = ipv4Loopback();
        try (ServerSocket server = new ServerSocket(0, 5, loopback);
                Socket client = new Socket(loopback, server.getLocalPort());
                Socket accepted = server.accept()) {
            Lookup lookup = table.add(ends(accepted));
            client.getOutputStream().write(new byte[1_000]);
            accepted.getOutputStream().write(new byte[2_000]);

            await().atMost(Duration.ofSeconds(5)).until(() -> table.read() && lookup.rxQueue() == 1_000);
            assertThat(lookup.peerRxQueue()).as("the client reads nothing").hasValue(2_000);
            assertThat(client.getInputStream().readNBytes(500)).hasSize(500);
            await().atMost(Duration.ofSeconds(5))
                    .until(() -> table.read() && lookup.peerRxQueue().orElse(0) == 1_500);
        }
    }

    @Test
    void showsBytesThatNoLongerFitIntoThePeersBuffers() throws IOException {
        try (ServerSocketChannel server =
                        ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                SocketChannel client = SocketChannel.open(server.getLocalAddress());
                SocketChannel accepted = server.accept()) {
            assertThat(client.isConnected()).isTrue();
            accepted.configureBlocking(false);
            ByteBuffer piece = ByteBuffer.allocate(64 * 1024);
            while (accepted.write(piece.clear()) > 0) {
                // until the kernel takes no more
            }
            Lookup lookup = table.add(Endpoints.of(
                    (InetSocketAddress) accepted.getLocalAddress(), (InetSocketAddress) accepted.getRemoteAddress()));

            await().atMost(Duration.ofSeconds(5))
                    .until(() -> table.read()
                            && lookup.txQueue() > 0
                            && lookup.peerRxQueue().orElse(0) > 0);
        }
    }

    @Test
    void aListenersReceiveQueueIsItsAcceptQueue() throws IOException {
        InetAddress loopback = ipv4Loopback();
        try (ServerSocket server = new ServerSocket(0, 5, loopback);
                Socket first = new Socket(loopback, server.getLocalPort());
                Socket second = new Socket(loopback, server.getLocalPort())) {
            assertThat(first.isConnected() && second.isConnected()).isTrue();

            assertThat(table.readListeners()).isTrue();

            assertThat(table.listeners())
                    .filteredOn(listener -> listener.port() == server.getLocalPort())
                    .singleElement()
                    .satisfies(listener -> {
                        assertThat(listener.address()).isEqualTo(loopback).isInstanceOf(Inet4Address.class);
                        assertThat(listener.acceptQueue()).isEqualTo(2);
                    });
        }
    }

    private void awaitState(Lookup lookup, TcpState state) {
        await().atMost(Duration.ofSeconds(5)).until(() -> table.read() && lookup.found() && lookup.state() == state);
    }

    private static InetAddress ipv4Loopback() throws IOException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    }

    private static Endpoints ends(Socket socket) {
        return Endpoints.of((InetSocketAddress) socket.getLocalSocketAddress(), (InetSocketAddress)
                socket.getRemoteSocketAddress());
    }
}
