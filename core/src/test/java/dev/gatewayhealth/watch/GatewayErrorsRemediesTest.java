package dev.gatewayhealth.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.finding.Remedy;
import dev.gatewayhealth.nginx.ErrorLogCause;
import dev.gatewayhealth.nginx.RealNginx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GatewayErrorsRemediesTest {

    @TempDir
    Path directory;

    @ParameterizedTest(name = "{0}")
    @EnumSource(ErrorLogCause.class)
    void nginxTakesItsSideOfTheRemedy(ErrorLogCause cause) throws IOException {
        for (Remedy remedy : GatewayErrorsRemedies.of(cause)) {
            if (remedy.where().equals("nginx")) {
                String configuration = pasted(remedy.change());
                Files.writeString(directory.resolve("nginx.conf"), configuration);
                assertThat(RealNginx.refusal(directory)).as(configuration).isEmpty();
            }
        }
    }

    /** Where its directives belong, in a configuration that has nothing else. */
    private static String pasted(String change) {
        String main = "";
        String events = "";
        String upstream = "keepalive 4; ";
        String location = change.startsWith("proxy_pass ") ? "" : "proxy_pass http://service; ";
        switch (change.substring(0, change.indexOf(' '))) {
            case "user" -> main = change;
            case "error_log" -> main = change.replace("/var/log/nginx/", "");
            case "worker_connections" -> events = change;
            case "keepalive_timeout", "server" -> upstream += change;
            default -> location += change;
        }
        return """
                %s
                pid nginx.pid;
                events { %s }
                http {
                    upstream service { server 127.0.0.1:8080; %s }
                    server { listen 127.0.0.1:18080; location / { %s } }
                }
                """.formatted(main, events, upstream, location);
    }
}
