package dev.gatewayhealth.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.e2e.rig.NewSpringProject;
import dev.gatewayhealth.e2e.rig.SpringService;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A new Spring Boot project to which nothing was added but the starter. */
@Tag("all")
class NewSpringProjectIT {

    private static final String PASSWORD =
            "Basic " + Base64.getEncoder().encodeToString("user:secret".getBytes(StandardCharsets.UTF_8));

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void showsItWhereSpringsUsersLook(NewSpringProject project) {
        try (SpringService service = SpringService.start(project)) {
            assertThat(service.get("/gateway-health")).startsWith("{\"status\":\"UP\"");
            assertThat(service.send("/hello").join().statusCode()).isEqualTo(project.secured() ? 401 : 200);
            assertThat(service.get("/hello", "Authorization", PASSWORD)).isEqualTo("hello");

            assertThat(service.get("/actuator/health", "Authorization", PASSWORD))
                    .contains("\"status\":\"UP\"", "\"gateway\":{", "\"verdict\":\"UP\"");
            // By Spring Boot's own rule the groups of its probes show nothing but their status.
            assertThat(service.get("/actuator/health/readiness", "Authorization", PASSWORD))
                    .isEqualTo("{\"status\":\"UP\"}");
            assertThat(service.get("/actuator/prometheus", "Authorization", PASSWORD))
                    .contains("gateway_health 1.0", "gateway_requests_active ");
            Awaitility.await("five requests, counted once each")
                    .atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(service.report())
                            .contains("\"started\":5,\"answered\":5")
                            .contains(project.hasServlets() ? "GatewayHealthFilter" : "GatewayHealthWebFilter"));
        }
    }
}
