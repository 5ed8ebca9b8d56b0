package dev.gatewayhealth.probe;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.contract.Listening;
import dev.gatewayhealth.exchange.Ticker;
import dev.gatewayhealth.resource.Probe;
import dev.gatewayhealth.resource.Probe.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real listeners that behave in every way a listener can. */
class PlainProbeTest {

    private static final byte[] REQUEST = "GET / HTTP/1.1\r\n\r\n".getBytes(US_ASCII);
    private static final long BOUND = TimeUnit.MILLISECONDS.toNanos(400);

    private final List<Socket> held = new ArrayList<>();
    private ServerSocket server;

    @TempDir
    Path directory;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 2, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        server.close();
        for (Socket each : held) {
            each.close();
        }
    }

    @Test
    void anAnswerIsMeasured() {
        serve("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", 100);

        Probe probe = probe();

        assertThat(probe.outcome()).isEqualTo(Outcome.ANSWERED);
        assertThat(probe.connectNanos()).isPositive().isLessThan(probe.firstByteNanos());
        assertThat(probe.firstByteNanos()).isBetween(TimeUnit.MILLISECONDS.toNanos(90), probe.totalNanos());
    }

    @Test
    void anyStatusIsAnAnswer() {
        serve("HTTP/1.0 503 Service Unavailable\r\n\r\n", 0);

        assertThat(probe().outcome()).isEqualTo(Outcome.ANSWERED);
    }

    @Test
    void nobodyThereIsRefused() throws IOException {
        server.close();

        assertThat(probe().outcome()).isEqualTo(Outcome.REFUSED);
    }

    @Test
    void aConnectionClosedWithoutAnAnswerIsCutOff() {
        serve("", 0);

        assertThat(probe().outcome()).isEqualTo(Outcome.CUT_OFF);
    }

    @Test
    void anotherProtocolIsNoAnswer() {
        serve("SSH-2.0-Open\r\n", 0);

        assertThat(probe().outcome()).isEqualTo(Outcome.CUT_OFF);
    }

    @Test
    void aListenerThatAcceptsNothingIsSilentAndHoldsNobodyForLongerThanItMay() {
        long start = System.nanoTime();
        Probe probe = probe();

        assertThat(probe.outcome()).isEqualTo(Outcome.SILENT);
        assertThat(probe.detail()).isEqualTo("no answer within 400 ms");
        assertThat(System.nanoTime() - start).isBetween(BOUND, 10 * BOUND);
    }

    @Test
    void aFullAcceptQueueIsSilenceAndNotRefusal() throws IOException {
        for (int i = 0; i < 3; i++) {
            held.add(new Socket(server.getInetAddress(), server.getLocalPort()));
        }
        Probe probe = probe();

        assertThat(probe.outcome()).isEqualTo(Outcome.SILENT);
        assertThat(probe.detail()).isEqualTo("no connection within 400 ms");
    }

    @Test
    void aUnixSocketIsProbedToo() throws IOException {
        Path path = directory.resolve("s");
        Listening place = Listening.unix(path.toString());
        assertThat(PlainProbe.of(place, REQUEST, Ticker.system(), BOUND).outcome())
                .isEqualTo(Outcome.REFUSED);
        try (ServerSocketChannel unix = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            unix.bind(UnixDomainSocketAddress.of(path), 1);
            CompletableFuture<Void> answering = CompletableFuture.runAsync(() -> answer(unix));

            assertThat(PlainProbe.of(place, REQUEST, Ticker.system(), 10 * BOUND)
                            .outcome())
                    .isEqualTo(Outcome.ANSWERED);
            answering.join();
        }
    }

    @Test
    void aFullUnixSocketIsSilence() throws IOException {
        Path path = directory.resolve("full");
        try (ServerSocketChannel unix = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
                SocketChannel first = SocketChannel.open(StandardProtocolFamily.UNIX);
                SocketChannel second = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            unix.bind(UnixDomainSocketAddress.of(path), 1);
            first.connect(unix.getLocalAddress());
            second.connect(unix.getLocalAddress());

            assertThat(PlainProbe.of(Listening.unix(path.toString()), REQUEST, Ticker.system(), BOUND)
                            .outcome())
                    .isEqualTo(Outcome.SILENT);
        }
    }

    @Test
    void onlyOurOwnUserAgentIsOurs() {
        assertThat(ProbeToken.is(null)).isFalse();
        String ours = ProbeToken.userAgent();
        assertThat(ours).startsWith("gateway-health-probe/").hasSize(21 + 32);
        assertThat(ProbeToken.is(new String(ours.toCharArray()))).isTrue();
        assertThat(ProbeToken.is("gateway-health-probe/")).isFalse();
        assertThat(ProbeToken.is("gateway-health-probe/00000000000000000000000000000000"))
                .isFalse();
    }

    private Probe probe() {
        return PlainProbe.of(new Listening("127.0.0.1", server.getLocalPort(), null), REQUEST, Ticker.system(), BOUND);
    }

    private void serve(String answer, long afterMillis) {
        var unused = CompletableFuture.runAsync(() -> {
            try (Socket socket = server.accept()) {
                socket.getInputStream().readNBytes(REQUEST.length);
                TimeUnit.MILLISECONDS.sleep(afterMillis);
                socket.getOutputStream().write(answer.getBytes(US_ASCII));
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static void answer(ServerSocketChannel unix) {
        try (SocketChannel client = unix.accept()) {
            client.read(ByteBuffer.allocate(REQUEST.length));
            client.write(ByteBuffer.wrap("HTTP/1.1 200 OK\r\n\r\n".getBytes(US_ASCII)));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
