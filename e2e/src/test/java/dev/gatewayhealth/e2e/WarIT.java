package dev.gatewayhealth.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.e2e.rig.SpringService;
import dev.gatewayhealth.e2e.rig.War;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
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

    @ParameterizedTest(name = "{0}")
    @EnumSource(names = {"BOOT_4_1", "BOOT_3_5"})
    void springShowsItInHealthAndReadinessThereToo(War war) {
        try (SpringService service = SpringService.start(war)) {
            assertThat(service.get("/shop/actuator/health")).contains("\"gateway\":{", "\"verdict\":\"UP\"");
            // By Spring Boot's own rule the groups of its probes show nothing but their status.
            assertThat(service.get("/shop/actuator/health/readiness")).isEqualTo("{\"status\":\"UP\"}");
        }
    }

    @Test
    void whatIsWrittenWithoutAThreadIsFollowedAndASlowPageIsWarnedOf() {
        try (SpringService service = SpringService.start(War.SAMPLE_ON_TOMCAT_11)) {
            assertThat(service.get("/shop/pieces")).hasSize(1024 * 1024);
            var unused = service.send("/shop/slow");

            Awaitility.await("by the 5 s of its web.xml")
                    .atMost(Duration.ofSeconds(6))
                    .untilAsserted(() ->
                            assertThat(report(service)).contains("\"code\":\"read-timeout-near\"", "\"limitMs\":5000"));
            assertThat(service.get("/shop/gateway-health")).contains("\"WARN\"");
        }
    }

    private static String report(SpringService service) {
        return service.get("/shop/gateway-health/report", "Authorization", "Bearer open");
    }
}
