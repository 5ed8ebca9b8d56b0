package dev.gatewayhealth.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.e2e.rig.Answer;
import dev.gatewayhealth.e2e.rig.Client;
import dev.gatewayhealth.e2e.rig.Rig;
import dev.gatewayhealth.e2e.rig.Sighting;
import dev.gatewayhealth.e2e.rig.Tomcat;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** A service that does its work: whoever warns now will not be believed later. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.gatewayhealth.e2e.rig.Tomcat#newest")
record HealthyLoadIT(Tomcat tomcat) {

    private static final Duration LOAD = Duration.ofSeconds(10);
    private static final int CLIENTS = 16;

    private static Rig rig;

    @BeforeParameterizedClassInvocation
    static void start(Tomcat tomcat) {
        rig = Rig.of(HealthyLoadIT.class, tomcat)
                .location("/", "proxy_read_timeout 2s;")
                .start();
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        rig.close();
    }

    @Test
    void hasNothingAboveNoticeAndEveryRequestCountedAsAnswered() {
        Instant start = Instant.now();
        long sent = load(start.plus(LOAD));

        assertThat(sent).isGreaterThan(500);
        Sighting after = rig.reports().quiet();
        assertThat(rig.reports().alarmsSince(start)).isEmpty();
        assertThat(after.status()).isEqualTo("UP");
        assertThat(after.count("started")).isEqualTo(sent);
        assertThat(after.count("answered")).isEqualTo(sent);
        assertThat(after.count("overflowed")).isZero();
        assertThat(rig.nginx().errorLog().count("upstream")).isZero();
    }

    private static long load(Instant until) {
        List<CompletableFuture<Long>> clients = IntStream.range(0, CLIENTS)
                .mapToObj(client -> Client.later(() -> calls(client, until)))
                .toList();
        return clients.stream().mapToLong(CompletableFuture::join).sum();
    }

    private static long calls(int client, Instant until) {
        List<Supplier<Answer>> kinds = List.of(
                () -> rig.client().get("/hello"),
                () -> rig.client().get("/slow?ms=200"),
                () -> rig.client().get("/trickle?bytes=5&every=50"),
                () -> rig.client().get("/async?ms=100"),
                () -> rig.client().get("/big?mb=2"),
                () -> rig.client().call("POST", "/upload", "x".repeat(50_000)).answer());
        long sent = 0;
        while (Instant.now().isBefore(until)) {
            Answer answer = kinds.get((int) ((client + sent) % kinds.size())).get();
            assertThat(answer.status()).isEqualTo(200);
            sent++;
        }
        return sent;
    }
}
