package dev.gatewayhealth.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.e2e.rig.SpringService;
import dev.gatewayhealth.e2e.rig.War;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Web applications with the library in {@code WEB-INF/lib}, deployed to a real Tomcat with nothing else done to it. */
@Tag("all")
class WarIT {

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void isFollowedOnceAndAnswersBeneathItsPath(War war) {
        try (SpringService service = SpringService.start(war)) {
            assertThat(service.get("/shop/gateway-health")).startsWith("{\"status\":\"UP\"");
            assertThat(service.get("/shop/hello")).isEqualTo("hello");
            Awaitility.await("counted once")
                    .atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(report(service))
                            .contains("\"started\":1,\"answered\":1", "GatewayHealthFilter.doFilter"));
            assertThat(service.watchdogs()).isOne();
        }
    }

    private static String report(SpringService service) {
        return service.get("/shop/gateway-health/report", "Authorization", "Bearer open");
    }
}
