package dev.gatewayhealth.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.e2e.rig.Answer;
import dev.gatewayhealth.e2e.rig.Host;
import dev.gatewayhealth.e2e.rig.Proof;
import dev.gatewayhealth.e2e.rig.Rig;
import dev.gatewayhealth.e2e.rig.Sighting;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** More slow requests than threads: most die in the executor's queue, where no filter and no valve ever sees them. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.gatewayhealth.e2e.rig.Hosts#every")
record ThreadExhaustionIT(Host server) {

    /** Jetty keeps some of them for its connector. */
    private static final int THREADS = 8;

    private static final int REQUESTS = 24;

    private static Rig rig;

    @BeforeParameterizedClassInvocation
    static void start(Host server) {
        rig = Rig.of(ThreadExhaustionIT.class, server)
                .location("/", "proxy_read_timeout 3s;")
                .service(service -> service.threads(THREADS))
                .start();
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        rig.close();
    }

    @Test
    void isFoundBeforeTheFirstOfThemTimesOut() {
        Instant start = Instant.now();
        List<Answer> answers = answersOf(REQUESTS, "/slow?ms=4500");

        assertThat(answers).extracting(Answer::status).containsOnly(504);
        assertThat(rig.nginx().errorLog().count(Proof.BEFORE_HEADER)).isEqualTo(REQUESTS);
        Sighting sighting = Stream.of("request-threads", "queue-wait")
                .flatMap(code -> rig.reports().firstFinding(code, start).stream())
                .findFirst()
                .orElseThrow(
                        () -> new AssertionError(rig.reports().latest().report().toPrettyString()));
        assertThat(sighting.at()).isBefore(firstTimeout(answers));
        sighting.resource("request-threads")
                .ifPresent(threads -> assertThat(threads.path("limit").asInt()).isBetween(1, THREADS));
        assertThat(answers.stream()
                        .filter(answer -> rig.reports().firstNear(answer.id()).isPresent())
                        .count())
                .as("those that had a thread were near their limit in a report")
                .isGreaterThanOrEqualTo(THREADS / 2);
        rig.reports()
                .await(
                        "both codes",
                        report -> report.finding("request-threads").isPresent()
                                && report.finding("queue-wait").isPresent());
    }

    private static List<Answer> answersOf(int count, String target) {
        List<CompletableFuture<Answer>> calls =
                Stream.generate(() -> rig.client().later(target)).limit(count).toList();
        return calls.stream().map(CompletableFuture::join).toList();
    }

    private static Instant firstTimeout(List<Answer> answers) {
        return answers.stream()
                .map(answer -> rig.nginx().accessLog().of(answer.id()).at())
                .min(Instant::compareTo)
                .orElseThrow();
    }
}
