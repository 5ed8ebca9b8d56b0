package dev.gatewayhealth.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewayhealth.contract.Listening;
import dev.gatewayhealth.drain.Drain;
import dev.gatewayhealth.exchange.Ticker;
import dev.gatewayhealth.report.Pollers;
import dev.gatewayhealth.resource.ListenerGauge;
import dev.gatewayhealth.resource.ListenerHealth;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ProberTest {

    private final Ticker ticker = Ticker.system();
    private final Drain drain = new Drain(new Pollers(ticker), Duration.ZERO, Duration.ZERO, ticker, line -> {});

    @Test
    void aServerWhoseObjectsThrowKeepsNobodyFromBeingAsked() throws IOException {
        AtomicInteger thrown = new AtomicInteger();
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                Prober prober = new Prober(
                        "/gateway-health", Duration.ofMillis(20), () -> Duration.ofSeconds(1), drain, ticker)) {
            prober.add(new ListenerHealth(new Gauge(server.getLocalPort(), thrown)));
            prober.add(new ListenerHealth(new Gauge(server.getLocalPort(), null)));
            for (int i = 0; i < 2; i++) {
                try (Socket asked = server.accept()) {
                    byte[] request = new byte[4];
                    assertThat(asked.getInputStream().read(request)).isPositive();
                    assertThat(new String(request, StandardCharsets.US_ASCII)).isEqualTo("GET ");
                    asked.getOutputStream()
                            .write("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                }
            }

            assertThat(thrown.get()).isPositive();
        }
    }

    @Test
    void aProcessThatEndsIsNotAskedWhetherItsPortIsClosed() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                Prober prober = new Prober(
                        "/gateway-health", Duration.ofMillis(20), () -> Duration.ofSeconds(1), drain, ticker)) {
            drain.processEnds();
            prober.add(new ListenerHealth(new Gauge(server.getLocalPort(), null)));
            server.setSoTimeout(500);

            assertThat(drain.draining()).isFalse();
            assertThatThrownBy(server::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    /** Of a server whose own objects fail, if it counts how often. */
    private record Gauge(int port, @Nullable AtomicInteger thrown) implements ListenerGauge {

        @Override
        public String connector() {
            return "connector :" + port;
        }

        @Override
        public Listening listening() {
            return new Listening("127.0.0.1", port, null);
        }

        @Override
        public boolean secure() {
            return false;
        }

        @Override
        public @Nullable String unfit() {
            if (thrown != null) {
                thrown.incrementAndGet();
                throw new StackOverflowError("in a server's object");
            }
            return null;
        }

        @Override
        public boolean stopped() {
            return false;
        }
    }
}
