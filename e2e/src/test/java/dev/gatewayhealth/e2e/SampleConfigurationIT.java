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

    @Test
    void isValid() throws IOException {
        Path main = Files.writeString(Places.work("sample").resolve("nginx.conf"), """
                pid nginx.pid;
                error_log stderr;
                events {}
                http {
                  access_log off;
                  include %s;
                }
                """.formatted(SAMPLE));

        assertThat(Nginx.test(main)).startsWith("0 ").contains("syntax is ok", "test is successful");
    }

    @Test
    void closesTheEndpointToTheOutside() throws IOException {
        String text = Files.readString(SAMPLE);

        assertThat(text).containsPattern("location = /gateway-health \\{[^}]*allow 127.0.0.1;[^}]*deny all;");
        assertThat(text).contains("proxy_set_header X-Request-Start \"t=${msec}\";");
    }
}
