package dev.gatewayhealth.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.e2e.rig.Answer;
import dev.gatewayhealth.e2e.rig.Call;
import dev.gatewayhealth.e2e.rig.Rig;
import dev.gatewayhealth.e2e.rig.Tomcat;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Requests that nginx has stamped long before this service gets them, although nothing ever waited here. */
@Tag("all")
final class OldStampsIT {

    private static final int REQUESTS = 12;

    @Test
    void whatAnotherServerHasCostIsNoWaitHere() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                Rig rig = Rig.of(OldStampsIT.class, Tomcat.EMBEDDED_11)
                        .upstream("server 127.0.0.1:" + silent.getLocalPort()
                                + " max_fails=0; server 127.0.0.1:$service backup;")
                        .location("/", "proxy_read_timeout 2s;")
                        .start()) {
            Instant start = Instant.now();
            List<CompletableFuture<Answer>> quick = Stream.generate(
                            () -> rig.client().later("/hello"))
                    .limit(REQUESTS)
                    .toList();
            List<CompletableFuture<Answer>> slower = Stream.generate(
                            () -> rig.client().later("/slow?ms=1200"))
                    .limit(REQUESTS)
                    .toList();

            assertThat(Stream.concat(quick.stream(), slower.stream()).map(CompletableFuture::join))
                    .allSatisfy(answer -> {
                        assertThat(answer.status()).isEqualTo(200);
                        assertThat(answer.took())
                                .as("with the other server's timeout")
                                .isGreaterThan(Duration.ofSeconds(2));
                    });
            rig.reports().await("all of them", report -> report.count("answered") == 2 * REQUESTS);
            assertThat(rig.reports().alarmsSince(start)).isEmpty();
        }
    }

    @Test
    void theTimeAClientTakesForItsUploadIsNoWaitHere() {
        try (Rig rig = Rig.of(OldStampsIT.class, Tomcat.EMBEDDED_11)
                .location(
                        "/",
                        "proxy_read_timeout 2s; set $came $msec; proxy_set_header X-Request-Start \"t=$came\";"
                                + " proxy_set_header Host $host; proxy_set_header X-Request-ID $arg_id;")
                .start()) {
            Instant start = Instant.now();
            Call upload = rig.client().call("POST", "/upload", "", "Content-Length: 40000");
            for (int i = 0; i < 4; i++) {
                Awaitility.await("the client's pause")
                        .pollDelay(Duration.ofMillis(800))
                        .until(() -> true);
                upload.send("x".repeat(10000));
            }

            assertThat(upload.answer().status()).isEqualTo(200);
            rig.reports().await("it is told", report -> report.count("answered") == 1);
            assertThat(rig.reports().alarmsSince(start)).isEmpty();
        }
    }
}
