package dev.gatewayhealth.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatewayhealth.e2e.rig.Embedded;
import dev.gatewayhealth.e2e.rig.Host;
import dev.gatewayhealth.e2e.rig.Rig;
import dev.gatewayhealth.e2e.rig.Tomcat;
import java.time.Duration;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What nginx and the service will do to each other is said before a request has come, and turns out to be so. */
final class AuditIT {

    static Stream<Tomcat> tomcats() {
        return Tomcat.every().filter(Tomcat::embedded);
    }

    static Stream<Host> servers() {
        return Stream.concat(tomcats(), Stream.of(Embedded.JETTY_12_1, Embedded.UNDERTOW_2_3));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("servers")
    void aRaceForIdleConnectionsIsANoticeUntilItNearlyHappens(Host server) {
        try (Rig rig = Rig.of(AuditIT.class, server)
                .upstream("server 127.0.0.1:$service; keepalive 16; keepalive_timeout 20s;")
                .service(recipe -> recipe.jvm("-Dapp.keepAliveTimeout=4000"))
                .start()) {
            JsonNode race = found(rig, "keepalive-race");
            assertThat(race.path("severity").asText()).isEqualTo("notice");
            assertThat(race.path("evidence").path("idleTimeoutMs").asLong()).isEqualTo(4000);
            assertThat(race.path("evidence").path("keepaliveTimeoutMs").asLong())
                    .isEqualTo(20_000);
            assertThat(rig.reports().latest().status()).isEqualTo("UP");

            assertThat(rig.client().get("/hello").status()).isEqualTo(200);
            // Idle for most of the four seconds, on the one connection nginx has.
            Awaitility.await()
                    .pollDelay(Duration.ofMillis(3400))
                    .until(() -> rig.client().get("/hello").status() == 200);

            JsonNode miss = found(rig, "keepalive-near-miss");
            assertThat(miss.path("evidence").path("idleMs").asLong()).isBetween(3000L, 5000L);
            rig.reports()
                    .await(
                            "a warning",
                            report -> report.finding("keepalive-race")
                                    .filter(finding ->
                                            finding.path("severity").asText().equals("warning"))
                                    .isPresent());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tomcats")
    void limitsThatDisagreeAreNoticesAndHeadersBetweenThemAreRefusedByTheService(Tomcat tomcat) {
        try (Rig rig = Rig.of(AuditIT.class, tomcat)
                .location("/", "proxy_read_timeout 2s;")
                .start()) {
            assertThat(found(rig, "upload-limit").path("message").asText())
                    .contains("100m (nginx.conf:11)", "2m (maxPostSize of the connector");
            assertThat(found(rig, "application-timeout-longer")
                            .path("evidence")
                            .path("timeoutMs")
                            .asLong())
                    .isEqualTo(30_000);
            assertThat(found(rig, "request-header-limit")
                            .path("evidence")
                            .path("requestHeaderBytes")
                            .asLong())
                    .isEqualTo(8192);
            String half = "x".repeat(5000);
            assertThat(rig.client()
                            .call("GET", "/hello", "", "X-One: " + half, "X-Two: " + half)
                            .answer()
                            .status())
                    .isEqualTo(400);
            assertThat(rig.reports()
                            .latest()
                            .findings()
                            .map(finding -> finding.path("severity").asText()))
                    .containsOnly("notice");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tomcats")
    void aGroupWithAnUnderscoreIsRefusedByTomcatAndSaid(Tomcat tomcat) {
        try (Rig rig = Rig.of(AuditIT.class, tomcat)
                .upstream("server 127.0.0.1:$service; } upstream my_service { server 127.0.0.1:$service;")
                .server("location /under { proxy_set_header X-Other yes; proxy_pass http://my_service; }")
                .start()) {
            JsonNode host = found(rig, "host-invalid");
            assertThat(host.path("severity").asText()).isEqualTo("warning");
            assertThat(host.path("gateway").path("status").asInt())
                    .isEqualTo(rig.client().get("/under").status());
            assertThat(rig.client().get("/hello").status()).isEqualTo(200);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tomcats")
    void theWrongPortIsSaidFromBothSides(Tomcat tomcat) {
        try (Rig rig =
                Rig.of(AuditIT.class, tomcat).upstream("server 127.0.0.1:1;").start()) {
            JsonNode dead = found(rig, "not-listening");
            assertThat(dead.path("evidence").path("address").asText()).isEqualTo("127.0.0.1:1");
            assertThat(dead.path("gateway").path("status").asInt())
                    .isEqualTo(rig.client().get("/hello").status())
                    .isEqualTo(502);
            assertThat(found(rig, "not-proxied")
                            .path("evidence")
                            .path("address")
                            .asText())
                    .isEqualTo("127.0.0.1:" + rig.service().port());
        }
    }

    private static JsonNode found(Rig rig, String code) {
        return rig.reports()
                .await(code, report -> report.finding(code).isPresent())
                .finding(code)
                .orElseThrow();
    }
}
