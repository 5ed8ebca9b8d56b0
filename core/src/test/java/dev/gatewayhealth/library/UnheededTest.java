package dev.gatewayhealth.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class UnheededTest {

    private final List<String> lines = new ArrayList<>();

    @Test
    void withoutAnAgentItsListenersAndProbesAreNamedInOneLine() {
        Unheeded.alone(
                spring(Map.of("admin.port", "9001", "agent-check.port", "9002", "probe.every", "2s", "path", "/h")),
                lines::add);

        assertThat(lines)
                .singleElement()
                .asString()
                .contains("admin.port (Spring configuration)", "agent-check.port", "probe.every", "-javaagent")
                .doesNotContain("path");
    }

    @Test
    void whatIsOffOrLeftOutIsNotNamed() {
        Unheeded.alone(spring(Map.of("admin.port", "off", "probe.every", "off")), lines::add);
        Unheeded.alone(spring(Map.of()), lines::add);

        assertThat(lines).isEmpty();
    }

    @Test
    void besideAnAgentTheApplicationsOwnSettingsAreNamed() {
        Properties properties = new Properties();
        properties.setProperty("gateway.health.warn-at", "0.7");
        Unheeded.besideAgent(
                Settings.readBeneath(properties, Map.of(), Map.of("proxy_read_timeout", "5s", "enabled", "true"))
                        .settings(),
                lines::add);

        assertThat(lines)
                .singleElement()
                .asString()
                .contains("proxy_read_timeout (Spring configuration)", "-javaagent")
                .doesNotContain("warn-at", "enabled");
    }

    @Test
    void besideAnAgentNothingIsSaidOfWhatItSeesToo() {
        Properties properties = new Properties();
        properties.setProperty("gateway.health.warn-at", "0.7");
        Unheeded.besideAgent(
                Settings.readBeneath(properties, Map.of("GATEWAY_HEALTH_HORIZON", "1m"), Map.of())
                        .settings(),
                lines::add);

        assertThat(lines).isEmpty();
    }

    private static Settings spring(Map<String, String> values) {
        return Settings.readBeneath(new Properties(), Map.of(), values).settings();
    }
}
