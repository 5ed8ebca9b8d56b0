package dev.gatewayhealth.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.e2e.rig.Places;
import dev.gatewayhealth.e2e.rig.Prometheus;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The rules and the scrape configuration that people copy, as Prometheus' own tool reads them. */
final class PrometheusRulesIT {

    private static final String RULES = "samples/prometheus/gateway-health-rules.yml";

    @Test
    void eachRuleFiresWhenItShouldAndNotWhenAllIsWell() {
        assertThat(Prometheus.tool("test", "rules", "samples/prometheus/gateway-health-rules.test.yml"))
                .contains("SUCCESS");
    }

    @Test
    void theScrapeConfigurationIsValid() {
        assertThat(Prometheus.tool("check", "config", "samples/prometheus/prometheus.yml"))
                .contains("1 rule files found", "is valid prometheus config");
    }

    @Test
    void everyRunbookIsASectionOfTheFindings() throws IOException {
        String findings = Files.readString(Places.repository("docs/findings.md"));
        String rules = Files.readString(Places.repository(RULES));
        List<String> anchors = Pattern.compile("runbook_url: docs/findings\\.md#([a-z-]+)")
                .matcher(rules)
                .results()
                .map(found -> found.group(1))
                .toList();

        assertThat(anchors)
                .hasSizeGreaterThan(3)
                .allSatisfy(anchor -> assertThat(findings).contains("### `" + anchor + "`"));
    }

    @Test
    void everyCodeAndMeterTheRulesNameExists() throws IOException {
        String findings = Files.readString(Places.repository("docs/findings.md"));
        String meters = Files.readString(Places.repository("docs/meters.md"));
        String rules = Files.readString(Places.repository(RULES));

        Matcher codes = Pattern.compile("code=~?\"([a-z|-]+)\"").matcher(rules);
        assertThat(codes.results().flatMap(found -> List.of(found.group(1).split("\\|")).stream()))
                .isNotEmpty()
                .allSatisfy(code -> assertThat(findings).contains("### `" + code + "`"));
        Matcher names = Pattern.compile("\\bgateway_[a-z_]+").matcher(rules);
        assertThat(names.results().map(found -> found.group().toLowerCase(Locale.ROOT)))
                .isNotEmpty()
                .allSatisfy(
                        name -> assertThat(meters).contains("`" + name.replaceAll("_(bucket|count|sum)$", "") + "`"));
    }
}
