package dev.gatewayhealth.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatewayhealth.e2e.rig.Answer;
import dev.gatewayhealth.e2e.rig.Proof;
import dev.gatewayhealth.e2e.rig.Rig;
import dev.gatewayhealth.e2e.rig.Tomcat;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Two locations with limits of their own: the same slowness is fatal in one and fine in the other. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.gatewayhealth.e2e.rig.Tomcat#newest")
record TwoLocationsIT(Tomcat tomcat) {

    private static Rig rig;

    @BeforeParameterizedClassInvocation
    static void start(Tomcat tomcat) {
        rig = Rig.of(TwoLocationsIT.class, tomcat)
                .server("proxy_read_timeout 6s;")
                .location("/slow", "proxy_read_timeout 2s;")
                .location("/async", "")
                .start();
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        rig.close();
    }

    @Test
    void haveTheirOwnLimitsEach() {
        CompletableFuture<Answer> patient = rig.client().later("/async?ms=4000");
        Answer strict = rig.client().get("/slow?ms=4000");

        assertThat(strict.status()).isEqualTo(504);
        JsonNode near = Proof.nearBeforeNginxGaveUp(rig, strict, Proof.BEFORE_HEADER);
        assertThat(near.path("location").asText()).isEqualTo("/slow");
        assertThat(near.path("limitMs").asLong()).isEqualTo(2000);
        assertThat(near.path("ambiguous").asBoolean()).isFalse();
        assertThat(patient.join().status()).isEqualTo(200);
        assertThat(rig.reports().firstNear(patient.join().id())).isEmpty();
    }

    @Test
    void areNearAtTheirOwnTime() {
        Answer answer = rig.client().get("/async?ms=5500");

        assertThat(answer.status()).isEqualTo(200);
        JsonNode near = rig.reports()
                .firstNear(answer.id())
                .flatMap(report -> report.exchange(answer.id()))
                .orElseThrow();
        assertThat(near.path("limitMs").asLong()).isEqualTo(6000);
        assertThat(near.path("location").asText()).isEqualTo("/async");
    }
}
