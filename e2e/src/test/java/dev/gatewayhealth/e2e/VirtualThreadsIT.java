package dev.gatewayhealth.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatewayhealth.e2e.rig.Answer;
import dev.gatewayhealth.e2e.rig.Jdk;
import dev.gatewayhealth.e2e.rig.Proof;
import dev.gatewayhealth.e2e.rig.Rig;
import dev.gatewayhealth.e2e.rig.Sighting;
import dev.gatewayhealth.e2e.rig.Virtual;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A request has a virtual thread of its own, and there are as many as there are requests: only connections can run out. */
@Tag("all")
@ParameterizedClass(name = "{0}")
@EnumSource
record VirtualThreadsIT(Virtual server) {

    /** More than any server here has threads of its own for requests, and fewer than Jetty lets run at once. */
    private static final int AT_ONCE = 150;

    private static Rig rig;

    @BeforeParameterizedClassInvocation
    static void start(Virtual server) {
        rig = Rig.of(VirtualThreadsIT.class, server)
                .upstream("server 127.0.0.1:$service max_fails=0; keepalive 32;")
                .location("/", "proxy_read_timeout 3s; proxy_next_upstream off;")
                .service(recipe -> recipe.jdk(Jdk.JDK_25.home()))
                .start();
        // What is done for the first time takes its time.
        rig.client().get("/hello");
        rig.reports().quiet();
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        rig.close();
    }

    @Test
    void aSlowRequestIsNearItsLimitAndItsVirtualThreadIsShown() {
        Answer answer = rig.client().get(server.slow(4));

        assertThat(answer.status()).isEqualTo(504);
        JsonNode near = Proof.nearBeforeNginxGaveUp(rig, answer, Proof.BEFORE_HEADER);
        assertThat(near.path("path").asText()).isEqualTo("/slow");
        assertThat(near.path("thread").asText()).isNotEmpty();
        assertThat(near.path("stack")).anyMatch(frame -> frame.asText().contains("low"));
        rig.reports().quiet();
    }

    @Test
    void manyAtOnceAreNoAlarmAndEachCountsOnce() {
        Sighting before = rig.reports().quiet();
        Instant start = Instant.now();
        List<CompletableFuture<Answer>> calls = Stream.generate(
                        () -> rig.client().later(server.slow(2)))
                .limit(AT_ONCE)
                .toList();

        rig.reports().await("all of them", report -> report.count("inFlight") == AT_ONCE);
        if (server == Virtual.TOMCAT_11) {
            rig.reports()
                    .await(
                            "as many connections",
                            report -> report.resource("connections")
                                            .orElseThrow()
                                            .path("used")
                                            .asInt()
                                    >= AT_ONCE);
        }
        assertThat(calls).allMatch(call -> call.join().status() == 200);
        Sighting after = rig.reports().quiet();
        assertThat(after.count("started") - before.count("started")).isEqualTo(AT_ONCE);
        assertThat(after.count("answered") - before.count("answered")).isEqualTo(AT_ONCE);
        assertThat(rig.reports().alarmsSince(start))
                .as("alarms other than that of the test before")
                .allMatch(alarm -> alarm.startsWith("gateway-gave-up"));
    }

    @Test
    void whatHasNoBoundIsNotSaidToHaveOne() {
        JsonNode threads = rig.reports().quiet().resource("request-threads").orElseThrow();

        switch (server) {
            case TOMCAT_11, BOOT_4_1_TOMCAT ->
                assertThat(threads.path("absent").asText()).contains("no bound");
            // Of the pool that does not serve them here.
            case UNDERTOW_2_3 -> assertThat(threads.path("used").asInt()).isZero();
            // Of what may run at once.
            case JETTY_12_1 -> {
                assertThat(threads.path("limit").asInt()).isEqualTo(200);
                assertThat(threads.path("used").asInt()).isBetween(1, 10);
            }
        }
    }

    @Test
    void aPollIsAnsweredAndIsNoRequest() {
        Sighting before = rig.reports().quiet();
        Answer answer = rig.client().get("/gateway-health");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(rig.reports().quiet().count("started")).isEqualTo(before.count("started"));
    }

    @Test
    void theJvmWarnsOfNothingInOurName() {
        rig.reports().quiet();
        assertThat(rig.service().output())
                .noneMatch(line -> line.contains("WARNING")
                        && (line.contains("gateway-health-agent.jar") || line.contains("dev.gatewayhealth")))
                .noneMatch(line -> line.contains("[gateway-health] the hook at"));
    }
}
