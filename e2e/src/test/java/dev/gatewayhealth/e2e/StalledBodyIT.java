package dev.gatewayhealth.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatewayhealth.e2e.rig.Answer;
import dev.gatewayhealth.e2e.rig.Host;
import dev.gatewayhealth.e2e.rig.Proof;
import dev.gatewayhealth.e2e.rig.Rig;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** A body that stops in the middle: the client gets a 200 cut off, which no status code shows. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.gatewayhealth.e2e.rig.Hosts#versions")
record StalledBodyIT(Host server) {

    private static Rig rig;

    @BeforeParameterizedClassInvocation
    static void start(Host server) {
        rig = Rig.of(StalledBodyIT.class, server)
                .location("/", "proxy_read_timeout 2s;")
                .start();
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        rig.close();
    }

    @Test
    void isWarnedAboutBeforeTheClientGetsHalfOfIt() {
        Instant start = Instant.now();
        Answer answer = rig.client().get("/stall?ms=4000");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.whole()).as("whether all of the body came").isFalse();
        JsonNode near = Proof.nearBeforeNginxGaveUp(rig, answer, Proof.IN_BODY);
        assertThat(near.path("phase").asText()).isEqualTo("streaming");
        assertThat(near.path("stack")).anyMatch(frame -> frame.asText().contains("StalledBody.serve"));
        JsonNode finding = Proof.foundFirst(rig, "read-timeout-near", start, answer);
        assertThat(finding.path("gateway").path("status").asInt()).isEqualTo(200);
        assertThat(finding.path("gateway").path("errorLog").asText()).isEqualTo(Proof.IN_BODY);
        rig.reports().await("one exchange given up", report -> report.count("gaveUp") == 1);
    }

    @Test
    void isNoMatterWhileEachSilenceIsShort() {
        Answer answer = rig.client().get("/stall?ms=1200");

        assertThat(answer.whole()).isTrue();
        assertThat(answer.body()).isEqualTo("firstlast");
        assertThat(rig.reports().firstNear(answer.id())).isEmpty();
    }
}
