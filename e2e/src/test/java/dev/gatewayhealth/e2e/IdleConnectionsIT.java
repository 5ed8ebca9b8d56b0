package dev.gatewayhealth.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatewayhealth.e2e.rig.Answer;
import dev.gatewayhealth.e2e.rig.Call;
import dev.gatewayhealth.e2e.rig.Client;
import dev.gatewayhealth.e2e.rig.Rig;
import dev.gatewayhealth.e2e.rig.Sighting;
import dev.gatewayhealth.e2e.rig.Tomcat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Connections that nginx keeps for later take every place the connector has, while nothing is at work. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.gatewayhealth.e2e.rig.Tomcat#newestEmbedded")
record IdleConnectionsIT(Tomcat tomcat) {

    private static Rig rig;

    @BeforeParameterizedClassInvocation
    static void start(Tomcat tomcat) {
        rig = Rig.of(IdleConnectionsIT.class, tomcat)
                .location("/", "proxy_read_timeout 5s; proxy_http_version 1.1; proxy_set_header Connection '';")
                .service(service -> service.connections(6).agent("probe.every", "off"))
                .start();
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        rig.close();
    }

    @Test
    void areAWarningThatNamesThemBeforeAnybodyWaits() {
        List<CompletableFuture<Answer>> burst = Stream.generate(
                        () -> rig.client().later("/slow?ms=1500"))
                .limit(6)
                .toList();
        burst.forEach(answer -> assertThat(answer.join().status()).isEqualTo(200));

        Sighting pinned = rig.reports()
                .await(
                        "pinned connections",
                        report -> report.finding("connections")
                                .filter(finding -> finding.path("evidence")
                                                .path("idleAtLeast")
                                                .asInt()
                                        == 6)
                                .isPresent());
        JsonNode finding = pinned.finding("connections").orElseThrow();
        assertThat(finding.path("severity").asText()).isEqualTo("warning");
        assertThat(finding.path("message").asText()).contains("6 of 6 connections", "idle between requests");
        try (Call another = new Client(rig.service().port()).raw("GET /hello HTTP/1.1\r\nHost: a\r\n\r\n")) {
            assertThat(another.id()).isNotNull();
            rig.reports()
                    .await(
                            "one that waits",
                            report -> report.finding("connections")
                                    .filter(now -> now.path("severity").asText().equals("critical"))
                                    .isPresent());
        }
    }
}
