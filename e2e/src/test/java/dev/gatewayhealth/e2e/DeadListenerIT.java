package dev.gatewayhealth.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatewayhealth.e2e.rig.Answer;
import dev.gatewayhealth.e2e.rig.Client;
import dev.gatewayhealth.e2e.rig.Rig;
import dev.gatewayhealth.e2e.rig.Sighting;
import dev.gatewayhealth.e2e.rig.Tomcat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** A connector that stopped in a process that lives on: every next request fails. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.gatewayhealth.e2e.rig.Tomcat#newestEmbedded")
record DeadListenerIT(Tomcat tomcat) {

    private static Rig rig;

    @BeforeParameterizedClassInvocation
    static void start(Tomcat tomcat) {
        rig = Rig.of(DeadListenerIT.class, tomcat)
                .location("/", "proxy_read_timeout 2s;")
                .service(service -> service.agent("probe.every", "1s"))
                .start();
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        rig.close();
    }

    @Test
    void takesTheInstanceOutAndAsksForARestart() {
        Sighting well = rig.reports()
                .await(
                        "a probe",
                        report -> report.resource("listener")
                                .filter(listener -> listener.has("used"))
                                .isPresent());
        assertThat(well.count("started")).as("a probe is no exchange").isZero();
        assertThat(rig.client().get("/stop-listening").status()).isEqualTo(200);

        Sighting down = rig.reports().await("DOWN", report -> report.status().equals("DOWN"));

        JsonNode finding = down.finding("listener").orElseThrow();
        assertThat(finding.path("severity").asText()).isEqualTo("critical");
        assertThat(finding.path("message").asText()).contains("is dead");
        Answer failed = rig.client().get("/hello");
        assertThat(failed.status()).isIn(502, 504);
        assertThat(new Client(rig.adminPort()).get("/gateway-health/live").status())
                .isEqualTo(503);
    }
}
