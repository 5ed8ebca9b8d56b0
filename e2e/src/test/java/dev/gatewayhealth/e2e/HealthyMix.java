package dev.gatewayhealth.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.e2e.rig.Answer;
import dev.gatewayhealth.e2e.rig.Client;
import dev.gatewayhealth.e2e.rig.Rig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/**
 * What a service that is well does all day: calls short and long, streams, uploads, downloads by slow clients, garbage, errors of its own,
 * conversations over an upgraded connection, bursts to 60 % of its threads, and polls.
 *
 * @param talks whether the server lets a servlet upgrade a connection; Jetty answers {@code 101} and then nothing
 */
record HealthyMix(Rig rig, boolean talks, Instant until) {

    /** Of the service. */
    static final int THREADS = 50;

    private static final int CALLERS = 8;
    private static final int BURST = 20;

    /** How many requests were sent through nginx; all of them were answered as they should be. */
    long sent() {
        List<CompletableFuture<Long>> parts = IntStream.range(0, CALLERS)
                .mapToObj(caller -> Client.later(() -> calls(caller)))
                .toList();
        CompletableFuture<Long> bursts = Client.later(() -> again(this::burst));
        CompletableFuture<Long> streams = Client.later(() -> again(() -> ok("/trickle?bytes=20&every=300")));
        CompletableFuture<Long> slow = Client.later(() -> again(this::slowClient));
        CompletableFuture<Long> conversations =
                Client.later(() -> talks ? again(() -> talk(5, Duration.ofMillis(300))) : 0L);
        // In all it lasts longer than nginx waits for a byte.
        CompletableFuture<Long> slowTalks =
                Client.later(() -> talks ? again(() -> talk(4, Duration.ofSeconds(2))) : 0L);
        CompletableFuture<Long> polls = Client.later(() -> again(this::poll));
        polls.join();
        return parts.stream().mapToLong(CompletableFuture::join).sum()
                + bursts.join()
                + streams.join()
                + slow.join()
                + conversations.join()
                + slowTalks.join();
    }

    private long calls(int caller) {
        List<Supplier<Long>> kinds = List.of(
                () -> ok("/hello"),
                () -> ok("/slow?ms=200"),
                () -> ok("/trickle?bytes=5&every=50"),
                () -> ok("/async?ms=100"),
                () -> ok("/big?mb=2"),
                () -> ok("/garbage?mb=8"),
                () -> answered(500, rig.client().get("/error")),
                () -> answered(
                        200,
                        rig.client().call("POST", "/upload", "x".repeat(50_000)).answer()));
        long sent = 0;
        while (goesOn()) {
            sent += kinds.get((int) ((caller + sent) % kinds.size())).get();
        }
        return sent;
    }

    private long burst() {
        List<CompletableFuture<Long>> calls = IntStream.range(0, BURST)
                .mapToObj(i -> Client.later(() -> ok("/slow?ms=400")))
                .toList();
        long sent = calls.stream().mapToLong(CompletableFuture::join).sum();
        pause(Duration.ofSeconds(2));
        return sent;
    }

    private long slowClient() {
        var call = rig.client().call("GET", "/big?mb=20", "").read(1 << 20);
        pause(Duration.ofSeconds(2));
        return answered(200, call.answer());
    }

    /** Some bytes there and back over the upgraded connection, with pauses below nginx's limit. */
    private long talk(int bytes, Duration every) {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), rig.nginx().port())) {
            String request = "GET /echo HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) in.read());
            }
            assertThat(head).startsWith("HTTP/1.1 101");
            for (int i = 0; i < bytes; i++) {
                socket.getOutputStream().write('a' + i);
                assertThat(in.read()).isEqualTo('a' + i);
                pause(every);
            }
            return 1;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long poll() {
        Client service = new Client(rig.service().port());
        for (String method : List.of("GET", "HEAD", "OPTIONS")) {
            assertThat(service.raw(method + " /gateway-health HTTP/1.0\r\n\r\n").firstRead())
                    .matches("(?s)HTTP/1.[01] 200 .*");
        }
        pause(Duration.ofMillis(300));
        return 0;
    }

    private long ok(String target) {
        return answered(200, rig.client().get(target));
    }

    private static long answered(int status, Answer answer) {
        assertThat(answer.status()).isEqualTo(status);
        return 1;
    }

    private long again(Supplier<Long> part) {
        long sent = 0;
        while (goesOn()) {
            sent += part.get();
        }
        return sent;
    }

    private boolean goesOn() {
        return Instant.now().isBefore(until);
    }

    private static void pause(Duration time) {
        Awaitility.await("a pause").pollDelay(time).until(() -> true);
    }
}
