package dev.gatewayhealth.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatewayhealth.e2e.rig.Answer;
import dev.gatewayhealth.e2e.rig.Proof;
import dev.gatewayhealth.e2e.rig.Rig;
import dev.gatewayhealth.e2e.rig.Sighting;
import dev.gatewayhealth.e2e.rig.Tomcat;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests whose thread has long returned are still waited for by nginx. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.gatewayhealth.e2e.rig.Tomcat#every")
record AsyncIT(Tomcat tomcat) {

    private static Rig rig;

    @BeforeParameterizedClassInvocation
    static void start(Tomcat tomcat) {
        rig = Rig.of(AsyncIT.class, tomcat)
                .location("/", "proxy_read_timeout 2s;")
                .start();
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        rig.close();
    }

    @Test
    void areNearBeforeTheirGatewayTimeout() {
        Instant start = Instant.now();
        Answer answer = rig.client().get("/async?ms=3500");

        assertThat(answer.status()).isEqualTo(504);
        JsonNode near = Proof.nearBeforeNginxGaveUp(rig, answer, Proof.BEFORE_HEADER);
        assertThat(near.path("async").asBoolean()).isTrue();
        assertThat(near.path("phase").asText()).isEqualTo("before-header");
        Proof.foundFirst(rig, "read-timeout-near", start, answer);
    }

    @Test
    void areCountedOnceWhenTheyAnswerInTime() {
        Sighting before = rig.reports().latest();
        Answer answer = rig.client().get("/async?ms=300");

        assertThat(answer.body()).isEqualTo("async");
        Sighting after = rig.reports()
                .await("one more answered", report -> report.count("answered") == before.count("answered") + 1);
        assertThat(after.count("started")).isEqualTo(before.count("started") + 1);
    }

    @Test
    void stayInFlightWhenNobodyEverCompletesThem() {
        Answer answer = rig.client().get("/async/never?x=1");

        assertThat(answer.status()).isEqualTo(504);
        Proof.nearBeforeNginxGaveUp(rig, answer, Proof.BEFORE_HEADER);
        rig.reports()
                .await(
                        "abandoned-work",
                        report -> report.finding("abandoned-work").isPresent()
                                && report.exchange(answer.id()).isPresent());
    }
}
