package dev.gatewayhealth.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.e2e.rig.Places;
import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the sample for Kubernetes says in one place goes with what it says in another, and with what the service understands. */
@Tag("all")
class KubernetesSampleIT {

    private String sample = "";

    @BeforeEach
    void read() throws IOException {
        sample = Files.readString(Places.repository("samples/kubernetes/service.yaml"));
    }

    @Test
    void eachProbeAsksForWhatItIsFor() {
        assertThat(value("readinessProbe:\\s+httpGet:\\s+path: (\\S+)")).isEqualTo("/gateway-health");
        assertThat(value("livenessProbe:\\s+httpGet:\\s+path: (\\S+)")).isEqualTo("/gateway-health/live");
        assertThat(value("startupProbe:\\s+httpGet:\\s+path: (\\S+)")).isEqualTo("/gateway-health/live");
    }

    @Test
    void theGracePeriodHasRoomForEverythingThatIsWaitedFor() {
        int preStop = Integer.parseInt(value("command: \\[sleep, \"(\\d+)\"]"));

        assertThat(Integer.parseInt(value("terminationGracePeriodSeconds: (\\d+)")))
                .as("drain.max and Spring's own wait are 30 s each")
                .isGreaterThan(preStop + 30 + 30);
    }

    @Test
    void theServiceKnowsWhatTheIngressWasTold() {
        assertThat(value("name: GATEWAY_HEALTH_PROXY_READ_TIMEOUT\\s+value: \"(\\d+)\""))
                .isEqualTo(value("proxy-read-timeout: \"(\\d+)\""));
    }

    @Test
    void nobodyComesToTheEndpointFromOutside() {
        assertThat(value("whitelist-source-range: (\\S+)")).isEqualTo("127.0.0.1/32");
        assertThat(sample).containsPattern("- path: /gateway-health\\s");
    }

    private String value(String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(sample);
        assertThat(found.find()).as(pattern).isTrue();
        return found.group(1);
    }
}
