package dev.gatewayhealth.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatewayhealth.e2e.rig.Answer;
import dev.gatewayhealth.e2e.rig.Jdk;
import dev.gatewayhealth.e2e.rig.Proof;
import dev.gatewayhealth.e2e.rig.Rig;
import dev.gatewayhealth.e2e.rig.Virtual;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Jetty has virtual threads without end and lets so many of them work: the others wait where no filter sees them. */
@Tag("all")
class VirtualTasksIT {

    private static final int TASKS = 12;
    private static final int REQUESTS = 24;

    @Test
    void moreSlowRequestsThanMayRunAtOnceAreFoundBeforeTheFirstTimesOut() {
        try (Rig rig = Rig.of(VirtualTasksIT.class, Virtual.JETTY_12_1)
                .location("/", "proxy_read_timeout 5s;")
                .service(recipe -> recipe.jdk(Jdk.JDK_25.home()).threads(TASKS))
                .start()) {
            // What is done for the first time takes its time.
            rig.client().get("/hello");
            rig.reports().quiet();
            Instant start = Instant.now();
            List<CompletableFuture<Answer>> calls = Stream.generate(
                            () -> rig.client().later("/slow?ms=7000"))
                    .limit(REQUESTS)
                    .toList();

            Answer answer = calls.get(0).join();
            assertThat(answer.status()).isEqualTo(504);
            JsonNode threads = Proof.foundFirst(rig, "request-threads", start, answer);
            assertThat(threads.path("message").asText())
                    .startsWith("all " + TASKS + " request threads")
                    .containsPattern("waits?; a request that waits longer");
            assertThat(threads.toString()).contains("maxConcurrentTasks");
            calls.forEach(CompletableFuture::join);
        }
    }
}
