package dev.gatewayhealth.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatewayhealth.e2e.rig.Answer;
import dev.gatewayhealth.e2e.rig.Client;
import dev.gatewayhealth.e2e.rig.Embedded;
import dev.gatewayhealth.e2e.rig.Host;
import dev.gatewayhealth.e2e.rig.Proof;
import dev.gatewayhealth.e2e.rig.Rig;
import dev.gatewayhealth.e2e.rig.Sighting;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** A service on a bare embedded Jetty or Undertow, which nothing but the agent tells about. */
@ParameterizedClass(name = "{0}")
@MethodSource("servers")
record OtherServersIT(Host server) {

    private static final int CLIENTS = 8;
    private static final int REQUESTS_EACH = 40;

    private static Rig rig;

    static Stream<Host> servers() {
        return Stream.of(Embedded.JETTY_12_1, Embedded.UNDERTOW_2_3);
    }

    @BeforeParameterizedClassInvocation
    static void start(Host server) {
        rig = Rig.of(OtherServersIT.class, server)
                .upstream("server 127.0.0.1:$service max_fails=0; keepalive 32;")
                .location("/", "proxy_read_timeout 2s; proxy_next_upstream off;")
                .start();
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        rig.close();
    }

    @Test
    void aHeaderThatComesTooLateIsNearBeforeItsGatewayTimeout() {
        Answer answer = rig.client().get("/slow?ms=3500");

        assertThat(answer.status()).isEqualTo(504);
        JsonNode near = Proof.nearBeforeNginxGaveUp(rig, answer, Proof.BEFORE_HEADER);
        assertThat(near.path("path").asText()).isEqualTo("/slow");
        assertThat(near.path("async").asBoolean()).isFalse();
        assertThat(near.path("thread").asText()).matches("qtp.*|XNIO-.* task-.*");
        assertThat(near.path("stack")).anyMatch(frame -> frame.asText().contains("SlowHeader.serve"));
    }

    @Test
    void aStreamThatFallsSilentIsNearBeforeItIsCutOff() {
        Answer answer = rig.client().get("/stall?ms=3500");

        JsonNode near = Proof.nearBeforeNginxGaveUp(rig, answer, Proof.IN_BODY);
        assertThat(near.path("phase").asText()).isEqualTo("streaming");
    }

    @Test
    void theBooksBalanceOverHundredsOfMixedRequests() {
        Sighting before = rig.reports().quiet();
        List<CompletableFuture<Integer>> clients = IntStream.range(0, CLIENTS)
                .mapToObj(client -> Client.later(() -> IntStream.range(0, REQUESTS_EACH)
                        .map(i -> oneOfTheMix((client + i) % 10))
                        .sum()))
                .toList();
        int timeouts = clients.stream().mapToInt(CompletableFuture::join).sum();

        Sighting after = rig.reports().quiet();
        assertThat(after.count("started") - before.count("started")).isEqualTo(CLIENTS * REQUESTS_EACH);
        assertThat(after.count("gaveUp") - before.count("gaveUp")).isEqualTo(timeouts);
        assertThat(after.count("answered") - before.count("answered")).isEqualTo(CLIENTS * REQUESTS_EACH - timeouts);
    }

    @Test
    void aPollIsAnsweredThroughTheGatewayAndIsNoRequest() {
        Sighting before = rig.reports().quiet();
        Answer answer = rig.client().get("/gateway-health");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains("\"status\"");
        assertThat(rig.reports().quiet().count("started")).isEqualTo(before.count("started"));
    }

    /** How many of it nginx gives up: one or none. */
    private static int oneOfTheMix(int kind) {
        return switch (kind) {
            case 0 -> got("/slow?ms=3000", 504);
            case 1 -> got("/error", 500);
            case 2 -> got("/async?ms=300", 200);
            case 3 -> got("/trickle?bytes=5&every=100", 200);
            case 4 -> got("/big?mb=1", 200);
            case 5 -> got("/nothing/here", 404);
            default -> got("/hello", 200);
        };
    }

    private static int got(String target, int status) {
        assertThat(rig.client().get(target).status()).as(target).isEqualTo(status);
        return status == 504 ? 1 : 0;
    }
}
