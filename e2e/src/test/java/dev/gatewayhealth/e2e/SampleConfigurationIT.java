package dev.gatewayhealth.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.e2e.rig.Nginx;
import dev.gatewayhealth.e2e.rig.Places;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The configuration people copy. */
final class SampleConfigurationIT {

    private static final Path SAMPLE = Places.repository("samples/nginx/gateway-health.conf");
    private static final Path PLUS = Places.repository("samples/nginx/health-check-plus.conf");

    @Test
    void isValid() throws IOException {
        assertThat(tested(SAMPLE)).startsWith("0 ").contains("syntax is ok", "test is successful");
    }

    /** The program itself is not free; what it has in common with the one that is can be tried. */
    @Test
    void ofTheOneForNginxPlusOpenSourceNginxKnowsAllButTheChecks() throws IOException {
        String text = Files.readString(PLUS);
        assertThat(tested(PLUS)).contains("unknown directive \"match\"");

        Path rest = Places.work("plus").resolve("rest.conf");
        Files.writeString(
                rest,
                text.replaceFirst("match gateway_health \\{[^}]*\\}", "").replaceFirst("health_check uri[^;]*;", ""));
        assertThat(tested(rest)).startsWith("0 ").contains("syntax is ok", "test is successful");
    }

    private static String tested(Path configuration) throws IOException {
        Path main = Files.writeString(Places.work("sample").resolve("nginx.conf"), """
                pid nginx.pid;
                error_log stderr;
                events {}
                http {
                  access_log off;
                  include %s;
                }
                """.formatted(configuration));
        return Nginx.test(main);
    }

    @Test
    void closesTheEndpointToTheOutside() throws IOException {
        String text = Files.readString(SAMPLE);

        assertThat(text).containsPattern("location = /gateway-health \\{[^}]*allow 127.0.0.1;[^}]*deny all;");
        assertThat(text).contains("proxy_set_header X-Request-Start \"t=${msec}\";");
    }
}
