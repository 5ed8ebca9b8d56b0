package dev.gatewayhealth.metrics;

import static dev.gatewayhealth.report.Reports.absent;
import static dev.gatewayhealth.report.Reports.finding;
import static dev.gatewayhealth.report.Reports.used;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.exchange.Spread;
import dev.gatewayhealth.finding.Code;
import dev.gatewayhealth.finding.Severity;
import dev.gatewayhealth.report.Report;
import dev.gatewayhealth.report.Reports;
import dev.gatewayhealth.report.Status;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatewayHealthMetricsTest {

    /** A sample line of the text format: a name, labels with escaped values, a number. */
    private static final Pattern LINE = Pattern.compile(
            "[a-zA-Z_:][\\w:]*(\\{\\w+=\"([^\"\\\\\\n]|\\\\[\"\\\\n])*\"(,\\w+=\"([^\"\\\\\\n]|\\\\[\"\\\\n])*\")*})?"
                    + " [-+]?[0-9.]+(E[-+]?[0-9]+)?");

    private static final Pattern LARGEST =
            Pattern.compile("gateway_(limit_used|queue_time_seconds)_max|gateway_limit_used (hist|summ)");

    private Report report = full();
    private final MeterRegistry simple = new SimpleMeterRegistry();
    private final PrometheusMeterRegistry prometheus = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    @Test
    void ourTextIsWhatMicrometerWouldWrite() {
        GatewayHealthMetrics metrics = new GatewayHealthMetrics(() -> report);
        metrics.bindTo(prometheus);

        assertThat(ours()).containsExactlyInAnyOrderElementsOf(scrape());
    }

    @Test
    void everyLineOfTheTextCanBeRead() {
        report = Reports.of(Status.UP, true, List.of(used("odd \"name\" \\ with\nall", 1e15, 2e15, 1e-9)));

        assertThat(PrometheusText.of(report).lines().filter(line -> !line.startsWith("#")))
                .isNotEmpty()
                .allMatch(line -> LINE.matcher(line).matches());
    }

    @Test
    void everyMeterOfTheListIsThere() {
        new GatewayHealthMetrics(() -> report).bindTo(simple);

        for (MeterName meter : MeterName.values()) {
            assertThat(simple.find(meter.word()).meters())
                    .as(meter.word())
                    .isNotEmpty()
                    .extracting(found -> found.getId().getDescription())
                    .containsOnly(meter.description());
        }
    }

    @Test
    void valuesFollowTheReport() {
        new GatewayHealthMetrics(() -> report).bindTo(simple);

        assertThat(gauge("gateway.requests.active")).isEqualTo(12);
        assertThat(gauge("gateway.requests.near")).isEqualTo(2);
        assertThat(gauge("gateway.requests.silence.max")).isEqualTo(4.21);
        assertThat(simple.get("gateway.requests.gave.up").functionCounter().count())
                .isEqualTo(5);
        assertThat(gauge("gateway.resource.used", "resource", "request-threads"))
                .isEqualTo(190);
        assertThat(gauge("gateway.resource.limit", "resource", "request-threads"))
                .isEqualTo(200);
        assertThat(gauge("gateway.resource.exhausted.in", "resource", "request-threads"))
                .isEqualTo(8.3);
        assertThat(gauge("gateway.findings", "code", "queue-wait", "severity", "critical"))
                .isEqualTo(2);

        report = Reports.of(Status.UP, true, List.of(used("request-threads", 20, 200, null)));

        assertThat(gauge("gateway.resource.used", "resource", "request-threads"))
                .isEqualTo(20);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({"UP,1", "WARN,0.5", "DOWN,0", "DRAINING,0"})
    void healthIsOneNumber(Status status, double value) {
        report = Reports.of(status, true);
        new GatewayHealthMetrics(() -> report).bindTo(simple);

        assertThat(gauge("gateway.health")).isEqualTo(value);
    }

    @Test
    void aHistogramGrowsByWhatWasAddedSince() {
        Spread shares = Spread.ofShares();
        shares.add(0.3);
        report = Reports.measured(Map.of("/api/", shares.reading()));
        GatewayHealthMetrics metrics = new GatewayHealthMetrics(() -> report);
        metrics.bindTo(prometheus);
        shares.addLowest(5000);
        shares.add(0.85);
        shares.add(0.9);
        report = Reports.measured(Map.of("/api/", shares.reading()));

        metrics.refresh();
        metrics.refresh();

        assertThat(scrape()).contains("gateway_limit_used_count{route=\"/api/\"} 5003");
        assertThat(scrape())
                .contains(
                        "gateway_limit_used_over_total{route=\"/api/\",share=\"0.5\"} 2.0",
                        "gateway_limit_used_over_total{route=\"/api/\",share=\"0.8\"} 2.0",
                        "gateway_limit_used_over_total{route=\"/api/\",share=\"0.95\"} 0.0");
        assertThat(PrometheusText.of(report).lines())
                .contains(
                        "gateway_limit_used_bucket{route=\"/api/\",le=\"0.8\"} 5001",
                        "gateway_limit_used_bucket{route=\"/api/\",le=\"0.95\"} 5003",
                        "gateway_limit_used_over_total{route=\"/api/\",share=\"0.8\"} 2.0");
    }

    @Test
    void whatIsAbsentHasNoSeries() {
        new GatewayHealthMetrics(() -> report).bindTo(simple);

        assertThat(simple.find("gateway.resource.used")
                        .tag("resource", "memory")
                        .meters())
                .isEmpty();
        assertThat(PrometheusText.of(report)).doesNotContain("memory");
    }

    @Test
    void seriesComeAndGoWithTheReport() {
        GatewayHealthMetrics metrics = new GatewayHealthMetrics(() -> report);
        metrics.bindTo(prometheus);
        metrics.bindTo(simple);
        Meter kept = simple.get("gateway.resource.used")
                .tag("resource", "request-threads")
                .meter();

        report = Reports.of(
                Status.UP,
                true,
                List.of(used("request-threads", 1, 200, null), used("heap", 5, 10, null)),
                finding(Code.NOT_WOVEN, Severity.NOTICE, null));
        prometheus.scrape();

        assertThat(ours()).containsExactlyInAnyOrderElementsOf(scrape());
        assertThat(simple.find("gateway.findings").meters()).hasSize(1);
        assertThat(simple.find("gateway.resource.exhausted.in").meters()).isEmpty();
        assertThat(simple.get("gateway.resource.used")
                        .tag("resource", "request-threads")
                        .meter())
                .isSameAs(kept);
    }

    @Test
    void ofSeveralByOneNameTheScarcestIsShown() {
        report = Reports.of(
                Status.UP,
                true,
                List.of(
                        used("request-threads", 1, 200, null),
                        used("request-threads", 9, 10, null),
                        absent("request-threads", "no executor")));

        assertThat(PrometheusText.of(report))
                .contains("gateway_resource_used{resource=\"request-threads\"} 9.0\n")
                .containsOnlyOnce("gateway_resource_used{");
    }

    @Test
    void nobodyElseNeedsToHoldTheBinder() {
        new GatewayHealthMetrics(() -> report).bindTo(simple);
        System.gc();

        assertThat(gauge("gateway.requests.active")).isEqualTo(12);
        assertThat(simple.get("gateway.requests.gave.up").functionCounter().count())
                .isEqualTo(5);
    }

    /** Without the shares' buckets, which Micrometer cannot keep: the counters beside them tell the same. */
    private List<String> ours() {
        return PrometheusText.of(report)
                .lines()
                .filter(line -> !line.startsWith("gateway_limit_used_bucket")
                        && !LARGEST.matcher(line).find())
                .toList();
    }

    /** Micrometer tells the largest recorded value of a histogram, too, which forgets. */
    private List<String> scrape() {
        return prometheus
                .scrape()
                .lines()
                .filter(line -> !LARGEST.matcher(line).find())
                .toList();
    }

    private double gauge(String name, String... tags) {
        return simple.get(name).tags(tags).gauge().value();
    }

    private static Report full() {
        return Reports.of(
                Status.WARN,
                true,
                List.of(
                        used("request-threads", 190, 200, 8.3),
                        used("file-descriptors", 1e6, 1 << 20, Double.POSITIVE_INFINITY),
                        absent("memory", "no cgroup limit")),
                finding(Code.READ_TIMEOUT_NEAR, Severity.WARNING, null),
                finding(Code.QUEUE_WAIT, Severity.CRITICAL, null),
                finding(Code.QUEUE_WAIT, Severity.CRITICAL, null),
                finding(Code.NOT_WOVEN, Severity.NOTICE, Instant.EPOCH));
    }
}
