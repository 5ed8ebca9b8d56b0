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

/** A service that thinks for longer than nginx waits for its header. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.gatewayhealth.e2e.rig.Tomcat#every")
record SlowHeaderIT(Tomcat tomcat) {

    private static Rig rig;

    @BeforeParameterizedClassInvocation
    static void start(Tomcat tomcat) {
        rig = Rig.of(SlowHeaderIT.class, tomcat)
                .location("/", "proxy_read_timeout 2s;")
                .location("/upload", "proxy_read_timeout 6s;")
                .start();
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        rig.close();
    }

    @Test
    void isNearWithThreadAndStackBeforeItsGatewayTimeout() {
        Answer answer = rig.client().get("/slow?ms=3500");

        assertThat(answer.status()).isEqualTo(504);
        JsonNode near = Proof.nearBeforeNginxGaveUp(rig, answer, Proof.BEFORE_HEADER);
        assertThat(near.path("method").asText()).isEqualTo("GET");
        assertThat(near.path("path").asText()).as("the path without its query").isEqualTo("/slow");
        assertThat(near.path("location").asText()).isEqualTo("/");
        assertThat(near.path("phase").asText()).isEqualTo("before-header");
        assertThat(near.path("async").asBoolean()).isFalse();
        assertThat(near.path("silenceMs").asLong()).isBetween(1500L, 2000L);
        assertThat(near.path("limitMs").asLong()).isEqualTo(2000);
        assertThat(near.path("limitSource").asText()).contains("nginx.conf:");
        assertThat(near.path("thread").asText()).contains("exec-");
        assertThat(near.path("stack")).anyMatch(frame -> frame.asText().contains("SlowHeader.serve"));
    }

    @Test
    void isFoundWithWhatNginxWillAnswerAndWhatToChange() {
        Instant start = Instant.now();
        Answer answer = rig.client().get("/slow?ms=3500");

        JsonNode finding = Proof.foundFirst(rig, "read-timeout-near", start, answer);
        assertThat(finding.path("severity").asText()).isEqualTo("warning");
        assertThat(finding.path("gateway").path("status").asInt()).isEqualTo(answer.status());
        assertThat(rig.nginx().errorLog().of(answer.id()))
                .as("the phrase nginx was said to log")
                .anyMatch(line ->
                        line.contains(finding.path("gateway").path("errorLog").asText("?")));
        assertThat(finding.path("remedy").findValuesAsText("where")).contains("nginx", "service");
        assertThat(finding.path("message").asText()).contains("/slow", "2");
    }

    @Test
    void isCountedAsGivenUpWhileItStillRunsAndIsGoneWhenItEnds() {
        rig.reports().quiet();
        long before = rig.reports().latest().count("gaveUp");
        Answer answer = rig.client().get("/slow?ms=4000");

        Sighting left = rig.reports()
                .await(
                        "the exchange as left by the gateway",
                        report -> report.exchange(answer.id())
                                .filter(exchange ->
                                        exchange.path("state").asText().equals("gave-up"))
                                .isPresent());
        assertThat(left.count("gaveUp")).isEqualTo(before + 1);
        rig.reports()
                .await(
                        "gateway-gave-up",
                        report -> report.finding("gateway-gave-up").isPresent());
        Sighting ended = rig.reports().quiet();
        assertThat(ended.exchange(answer.id())).isEmpty();
        assertThat(ended.count("gaveUp")).isEqualTo(before + 1);
        rig.reports()
                .await(
                        "the recovery",
                        report -> report.finding("read-timeout-near")
                                .filter(finding -> finding.hasNonNull("until"))
                                .isPresent());
    }

    @Test
    void isNoMatterWhileItStaysUnderTheWarning() {
        Answer answer = rig.client().get("/slow?ms=1200");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("slow");
        assertThat(rig.reports().firstNear(answer.id())).isEmpty();
    }

    @Test
    void isOnlyAWarningWhenItAnswersJustInTime() {
        Answer answer = rig.client().get("/upload?ms=5200");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(rig.reports().firstNear(answer.id())).isPresent();
        assertThat(rig.nginx().errorLog().of(answer.id())).isEmpty();
    }
}
