package dev.gatewayhealth.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.e2e.rig.SpringService;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The sample that has the starter, as its users run it. */
@Tag("all")
class SpringStarterIT {

    @Test
    void havingTheStarterIsEnough() {
        try (SpringService service = SpringService.sample(List.of())) {
            showsItWhereSpringsUsersLook(service);
            countsEachRequestOnce(service);
        }
    }

    @Test
    void whatWasPreparedAtBuildTimeDoesTheSame() {
        try (SpringService service = SpringService.sample(List.of("-Dspring.aot.enabled=true"))) {
            assertThat(service.output()).contains("Starting AOT-processed StarterService");
            showsItWhereSpringsUsersLook(service);
            countsEachRequestOnce(service);
        }
    }

    @Test
    void besideTheAgentItTellsWhatTheAgentSees() {
        try (SpringService service =
                SpringService.sample(List.of(SpringService.agent()), "--spring.mvc.async.request-timeout=90s")) {
            showsItWhereSpringsUsersLook(service);
            countsEachRequestOnce(service);
            assertThat(service.report()).contains("CoyoteAdapter.service").doesNotContain("GatewayHealthFilter");
            assertThat(service.watchdogs()).isOne();

            Awaitility.await("what the application told the agent of itself")
                    .atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(service.report())
                            .contains("gives up on spring.mvc.async.request-timeout after 1m30s"
                                    + " (spring.mvc.async.request-timeout in the command line), nginx after 2s"));

            // By the agent's 2 s, not by the 5 s of the service's own configuration.
            var unused = service.send("/slow");
            Awaitility.await("the agent's warning, in the service's own health, meters and events")
                    .atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> {
                        assertThat(service.get("/actuator/health")).contains("read-timeout-near");
                        assertThat(service.get("/actuator/prometheus"))
                                .contains("gateway_findings{code=\"read-timeout-near\",severity=\"warning\"} 1.0");
                        assertThat(service.output()).contains("heard: read-timeout-near BEGAN");
                    });
        }
    }

    private static void showsItWhereSpringsUsersLook(SpringService service) {
        assertThat(service.get("/gateway-health")).startsWith("{\"status\":");
        assertThat(service.get("/actuator/health")).contains("\"gateway\":{\"details\":{");
        assertThat(service.get("/actuator/health/readiness")).contains("UP");
        assertThat(service.get("/actuator/prometheus")).contains("gateway_health 1.0", "gateway_requests_active ");
    }

    /** The pages of Actuator that were asked for before are requests too: two of health, one of meters. */
    private static void countsEachRequestOnce(SpringService service) {
        service.get("/hello");
        service.get("/hello");
        Awaitility.await("five and this one")
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(service.report()).contains("\"started\":5,\"answered\":5"));
    }
}
