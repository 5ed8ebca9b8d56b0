package dev.gatewayhealth.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatewayhealth.e2e.rig.Answer;
import dev.gatewayhealth.e2e.rig.Call;
import dev.gatewayhealth.e2e.rig.Client;
import dev.gatewayhealth.e2e.rig.Rig;
import dev.gatewayhealth.e2e.rig.Sighting;
import dev.gatewayhealth.e2e.rig.Tomcat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** All threads and connections taken: what comes waits in the kernel's accept queue, and when that is full, not even there. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.gatewayhealth.e2e.rig.Tomcat#newestEmbedded")
record AcceptQueueIT(Tomcat tomcat) {

    private static Rig rig;

    @BeforeParameterizedClassInvocation
    static void start(Tomcat tomcat) {
        rig = Rig.of(AcceptQueueIT.class, tomcat)
                .upstream("server 127.0.0.1:$service;")
                .location("/", "proxy_connect_timeout 2s; proxy_read_timeout 30s;")
                .location("= /hello", "proxy_connect_timeout 2s; proxy_read_timeout 2s;")
                .service(service -> service.threads(2).connections(4).backlog(5).agent("probe.every", "1s"))
                .start();
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        rig.close();
    }

    @Test
    void isCriticalWhileFullAndNeverTakesTheInstanceOut() {
        List<CompletableFuture<Answer>> slow = Stream.generate(
                        () -> rig.client().later("/slow?ms=12000"))
                .limit(4)
                .toList();
        rig.reports()
                .await(
                        "a listener that answers",
                        report -> report.resource("connections")
                                .filter(connections -> connections.path("used").asInt() >= 4)
                                .isPresent());
        // Whoever finds the queue full, because the probe is in it, too, tries again for two minutes.
        Client service = new Client(rig.service().port());
        List<CompletableFuture<Call>> waiting = Stream.generate(
                        () -> Client.later(() -> service.raw("GET /hello HTTP/1.1\r\nHost: a\r\n\r\n")))
                .limit(6)
                .toList();
        Sighting full = rig.reports()
                .await(
                        "a full accept queue",
                        report -> report.finding("accept-queue")
                                .filter(finding ->
                                        finding.path("severity").asText().equals("critical"))
                                .isPresent());
        JsonNode queue = full.resource("accept-queue").orElseThrow();
        assertThat(queue.path("limit").asInt()).isEqualTo(6);
        assertThat(queue.path("source").asText()).contains("acceptCount");
        assertThat(IntStream.range(0, 4).anyMatch(i -> isDropped()))
                .as("nginx could not connect")
                .isTrue();
        Sighting connections = rig.reports()
                .await(
                        "connections exhausted",
                        report -> report.finding("connections")
                                .filter(finding ->
                                        finding.path("severity").asText().equals("critical"))
                                .isPresent());
        assertThat(connections.status()).isEqualTo("WARN");
        slow.forEach(CompletableFuture::join);
        waiting.stream()
                .filter(call -> call.isDone() && !call.isCompletedExceptionally())
                .forEach(call -> call.join().close());
        rig.reports()
                .await(
                        "recovery",
                        report -> report.findings()
                                .filter(finding -> List.of("accept-queue", "connections", "listener")
                                        .contains(finding.path("code").asText()))
                                .allMatch(finding -> finding.hasNonNull("until")));
        assertThat(rig.reports().first(report -> report.status().equals("DOWN")))
                .isEmpty();
    }

    /** The probe's own connection takes a place in the queue as well; a request that comes as it leaves it gets in, and waits there. */
    private static boolean isDropped() {
        Answer answer = rig.client().get("/hello");
        assertThat(answer.status()).isEqualTo(504);
        return rig.nginx().errorLog().of(answer.id()).stream()
                .anyMatch(line -> line.contains("while connecting to upstream"));
    }
}
