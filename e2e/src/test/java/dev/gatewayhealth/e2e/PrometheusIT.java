package dev.gatewayhealth.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatewayhealth.e2e.rig.Answer;
import dev.gatewayhealth.e2e.rig.Client;
import dev.gatewayhealth.e2e.rig.Places;
import dev.gatewayhealth.e2e.rig.Prometheus;
import dev.gatewayhealth.e2e.rig.Rig;
import dev.gatewayhealth.e2e.rig.Tomcat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the agent's meters are worth to a real Prometheus, and to the dashboard above it. */
@Tag("all")
final class PrometheusIT {

    @Test
    void theSampleScrapesItAndEveryQueryOfTheDashboardHasData() throws IOException {
        Path work = Places.work("prometheus");
        try (Rig rig = Rig.of(PrometheusIT.class, Tomcat.EMBEDDED_11)
                        .location("/", "proxy_read_timeout 2s; proxy_set_header X-Request-Start \"t=${msec}\";")
                        .start();
                Prometheus prometheus = Prometheus.start(work, rig.adminPort())) {
            Path page = Files.writeString(
                    work.resolve("metrics.txt"),
                    new Client(rig.adminPort()).get("/gateway-health/metrics").body());
            assertThat(Prometheus.lint(page)).isEmpty();

            CompletableFuture<Answer> lost = rig.client().later("/slow?ms=3000");
            List<String> queries = queries();
            assertThat(queries).hasSizeGreaterThan(12);
            Awaitility.await("data for each query")
                    .atMost(Duration.ofMinutes(2))
                    .untilAsserted(() -> {
                        assertThat(rig.client().get("/hello").status()).isEqualTo(200);
                        assertThat(queries)
                                .allSatisfy(query -> assertThat(prometheus.query(query))
                                        .as(query)
                                        .isNotEmpty());
                    });
            assertThat(lost.join().status()).isEqualTo(504);
            // What a counter stood at when it was first scraped is no increase.
            assertThat(rig.client().get("/slow?ms=3000").status()).isEqualTo(504);
            Awaitility.await("the alert")
                    .atMost(Duration.ofMinutes(2))
                    .untilAsserted(() -> assertThat(
                                    prometheus.query("ALERTS{alertname=\"GatewayGaveUp\",alertstate=\"firing\"}"))
                            .isNotEmpty());
        }
    }

    /** As the dashboard asks them with all jobs and instances chosen. */
    private static List<String> queries() throws IOException {
        JsonNode dashboard = new ObjectMapper()
                .readTree(
                        Places.repository("samples/grafana/gateway-health.json").toFile());
        return dashboard.findValuesAsText("expr").stream()
                .map(query ->
                        query.replace("$job", ".*").replace("$instance", ".*").replace("$__rate_interval", "1m"))
                .toList();
    }
}
