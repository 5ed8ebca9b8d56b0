package dev.gatewayhealth.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatewayhealth.e2e.rig.Answer;
import dev.gatewayhealth.e2e.rig.Proof;
import dev.gatewayhealth.e2e.rig.Rig;
import dev.gatewayhealth.e2e.rig.Tomcat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** A service that reads what nginx's error log says of it. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.gatewayhealth.e2e.rig.Tomcat#newest")
record ErrorLogIT(Tomcat tomcat) {

    private static Rig rig;

    @BeforeParameterizedClassInvocation
    static void start(Tomcat tomcat) {
        rig = Rig.of(ErrorLogIT.class, tomcat)
                .location("/", "proxy_read_timeout 2s;")
                .followingErrorLog()
                .start();
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        rig.close();
    }

    @Test
    void findsItsOwnTimeoutThereWithTheCauseAndWhatWasSeenInside() {
        Answer answer = rig.client().get("/slow?ms=5000");

        assertThat(answer.status()).isEqualTo(504);
        JsonNode finding = rig.reports()
                .await(
                        "gateway-errors",
                        report -> report.finding("gateway-errors").isPresent())
                .finding("gateway-errors")
                .orElseThrow();
        assertThat(finding.path("severity").asText()).isEqualTo("warning");
        assertThat(finding.path("gateway").path("status").asInt()).isEqualTo(504);
        assertThat(finding.path("gateway").path("errorLog").asText()).isEqualTo(Proof.BEFORE_HEADER);
        assertThat(finding.path("remedy").findValuesAsText("where")).contains("nginx", "service");
        JsonNode evidence = finding.path("evidence");
        assertThat(evidence.path("cause").asText()).isEqualTo("header-timed-out");
        assertThat(evidence.path("request").asText()).isEqualTo("GET /slow");
        assertThat(evidence.path("client").asText()).isEqualTo("127.0.0.1");
        assertThat(evidence.path("location").asText()).isEqualTo("/");
        assertThat(evidence.path("near").asInt())
                .as("the request that still runs")
                .isEqualTo(1);
        assertThat(evidence.path("nearLocations").path(0).asText()).isEqualTo("/");
        assertThat(evidence.path("resources")
                        .path("request-threads")
                        .path("used")
                        .asDouble())
                .isGreaterThanOrEqualTo(1);
    }
}
