package dev.gatewayhealth.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatewayhealth.e2e.rig.Embedded;
import dev.gatewayhealth.e2e.rig.Host;
import dev.gatewayhealth.e2e.rig.KeptConnection;
import dev.gatewayhealth.e2e.rig.Rig;
import dev.gatewayhealth.e2e.rig.Sighting;
import dev.gatewayhealth.e2e.rig.Tomcat;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The service closes a connection while nginx, which is late by a moment, sends a request on it. */
@Tag("all")
final class KeepAliveRaceIT {

    private static final String POOL = "server 127.0.0.1:$service; keepalive 16; ";
    private static final String TWENTY = "keepalive_timeout 20s;";
    private static final Pattern MILLIS = Pattern.compile("=\"?(\\d+)");

    static Stream<Host> servers() {
        return Stream.of(Tomcat.EMBEDDED_11, Embedded.JETTY_12_1, Embedded.UNDERTOW_2_3);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("servers")
    void isAWarningOnceARequestWasLostToItAndGoneWithEitherRemedy(Host server) {
        long patient;
        try (Rig rig = rig(server, 4000, TWENTY)) {
            JsonNode race = found(rig);
            assertThat(race.path("severity").asText()).isEqualTo("notice");
            patient = millis(remedy(race, "service"));

            assertThat(lose(rig)).isEqualTo(502);
            rig.reports()
                    .await(
                            "the warning",
                            report -> report.finding("keepalive-race")
                                    .filter(finding ->
                                            finding.path("severity").asText().equals("warning"))
                                    .filter(finding -> finding.path("evidence")
                                                    .path("closedUnderRequest")
                                                    .asLong()
                                            == 1)
                                    .isPresent());

            rig.reload("/", "", POOL + remedy(race, "nginx"));
            gone(rig);
        }
        try (Rig rig = rig(server, patient, "keepalive_timeout 60s;")) {
            assertThat(found(rig).path("evidence").path("idleTimeoutMs").asLong())
                    .isEqualTo(patient);
            rig.reload("/", "", POOL + TWENTY);
            gone(rig);
        }
    }

    /** nginx sees the request before it sees that the connection it has for it was closed meanwhile. */
    private static int lose(Rig rig) {
        try (KeptConnection client = KeptConnection.to(rig.nginx().port())) {
            assertThat(client.call("GET", "/hello")).isEqualTo(200);
            rig.nginx().stoppedWhile(() -> {
                client.send("POST", "/hello");
                Awaitility.await("the service to close it")
                        .atMost(Duration.ofSeconds(30))
                        .until(() -> KeptConnection.closedBy(rig.service().port()));
            });
            return client.status();
        }
    }

    private static Rig rig(Host server, long idleMillis, String keepalive) {
        return Rig.of(KeepAliveRaceIT.class, server)
                .upstream(POOL + keepalive)
                .followingErrorLog()
                .service(recipe -> recipe.jvm("-Dapp.keepAliveTimeout=" + idleMillis))
                .start();
    }

    private static JsonNode found(Rig rig) {
        return rig.reports()
                .await(
                        "keepalive-race",
                        report -> report.finding("keepalive-race").isPresent())
                .finding("keepalive-race")
                .orElseThrow();
    }

    private static void gone(Rig rig) {
        rig.reports()
                .await(
                        "no race any more",
                        report -> report.finding("keepalive-race")
                                .filter(Sighting::ended)
                                .isPresent());
    }

    private static String remedy(JsonNode finding, String where) {
        for (JsonNode each : finding.path("remedy")) {
            if (each.path("where").asText().equals(where)) {
                return each.path("change").asText();
            }
        }
        throw new AssertionError(finding.toString());
    }

    private static long millis(String change) {
        Matcher matcher = MILLIS.matcher(change);
        assertThat(matcher.find()).as(change).isTrue();
        return Long.parseLong(matcher.group(1));
    }
}
