package dev.gatewayhealth.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.contract.Listening;
import dev.gatewayhealth.contract.Sourced;
import dev.gatewayhealth.finding.Code;
import dev.gatewayhealth.finding.Noticed;
import dev.gatewayhealth.finding.Remedy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said to be pasted into nginx's configuration is accepted by the real nginx where it belongs. */
class RemedyTest {

    private static final List<String> NGINX = List.of("/usr/sbin/nginx", "/usr/local/sbin/nginx", "/usr/bin/nginx");

    @TempDir
    Path dir;

    @Test
    void everyRemedyOnNginxsSideIsAcceptedByNginx() throws Exception {
        List<Noticed> all = everything();
        assertThat(codes(all))
                .isEqualTo(EnumSet.of(
                        Code.NOT_LISTENING,
                        Code.HOST_INVALID,
                        Code.KEEPALIVE_RACE,
                        Code.KEEPALIVE_NEAR_MISS,
                        Code.APPLICATION_TIMEOUT_LONGER,
                        Code.UPLOAD_LIMIT,
                        Code.REQUEST_HEADER_LIMIT,
                        Code.LISTEN_ADDRESS,
                        Code.SINGLE_UPSTREAM,
                        Code.NOT_PROXIED,
                        Code.SOCKET_PERMISSIONS));

        for (Noticed noticed : all) {
            assertThat(noticed.remedy())
                    .as(noticed.message())
                    .anyMatch(remedy -> remedy.where().equals("service"));
            for (Remedy remedy : noticed.remedy()) {
                if (remedy.where().equals("nginx")) {
                    assertThat(nginx(pasted(remedy.change())))
                            .as(noticed.code() + ": " + remedy.change())
                            .contains("test is successful");
                }
            }
        }
    }

    /** One finding of each kind, and each of those that come in several. */
    private List<Noticed> everything() throws IOException {
        List<Noticed> all = new ArrayList<>();
        Auditing racing = new Auditing(dir)
                .service(Auditing.on("Tomcat/11.0.27", new Listening("0.0.0.0", 8080, null))
                        .idleTimeout(3_500, "keepAliveTimeout"))
                .http("upstream my_app { server 127.0.0.1:8080; keepalive 8; }\nserver { listen 80;"
                        + " client_max_body_size 0; proxy_http_version 1.1; proxy_set_header Connection \"\";"
                        + " location / { proxy_pass http://my_app; proxy_read_timeout 1500ms; }\n"
                        + "location /b { proxy_pass http://127.0.0.1:8081; } }")
                .listening("00000000:0050", "0100007F:1F90");
        all.addAll(racing.look());
        racing.look();
        all.addAll(racing.look());
        Noticed miss = racing.keepAlive.idled(TimeUnit.SECONDS.toNanos(3));
        assertThat(miss).isNotNull();
        all.add(miss);
        all.addAll(new Auditing(dir)
                .service(Auditing.tomcat().formBytes(52_428_800, "maxPostSize"))
                .http("server { listen 80; location / { proxy_pass http://127.0.0.1:8080; } }")
                .look());
        all.addAll(new Auditing(dir)
                .service(Auditing.tomcat())
                .service(Auditing.on("Tomcat/11.0.27", Listening.unix("/run/app.sock")))
                .http("server { listen 80; location / { proxy_pass http://127.0.0.1:8081; } }")
                .look());
        all.addAll(new Auditing(dir)
                .service(Auditing.tomcat().tls(false, "SSLEnabled"))
                .http("server { listen 80; location / { proxy_pass https://127.0.0.1:8080; } }")
                .look());
        all.add(forbidden());
        return all;
    }

    private Noticed forbidden() throws IOException {
        Path socket = Files.writeString(dir.resolve("app.sock"), "");
        Files.setPosixFilePermissions(socket, Set.of());
        Path proc = Files.createDirectories(dir.resolve("nobody/7")).getParent();
        Files.writeString(proc.resolve("7/comm"), "nginx\n");
        Files.writeString(proc.resolve("7/status"), "Uid:\t70001\t70001\t70001\t70001\n");
        SocketPermissions permissions = new SocketPermissions(new NginxWorkers(proc, Path.of("/etc")));
        return permissions
                .look(List.of(Listening.unix(socket.toString())), Sourced.unknown("not said"), "nginx.conf")
                .get(0);
    }

    private static Set<Code> codes(List<Noticed> all) {
        Set<Code> codes = EnumSet.noneOf(Code.class);
        all.forEach(noticed -> codes.add(noticed.code()));
        return codes;
    }

    /** Where a directive may stand is a property of nginx; each goes where the finding found what it replaces. */
    private static String pasted(String change) {
        String main = change.startsWith("user ") ? change : "";
        String http = change.startsWith("upstream ") ? change : "";
        String group = change.startsWith("server ") || change.startsWith("keepalive_timeout ") ? change : "";
        String location = change.startsWith("location ") ? change : "";
        String server = change.startsWith("large_client_header_buffers ") ? change : "";
        String inside = (main + http + group + location + server).isEmpty() ? change : "";
        String pass = inside.startsWith("proxy_pass ") ? "" : "proxy_pass http://app;";
        return """
                %s
                pid nginx.pid;
                error_log stderr;
                events { }
                http {
                    access_log off;
                    %s
                    upstream app { server 127.0.0.1:8080; %s keepalive 8; }
                    server {
                        listen 127.0.0.1:8099;
                        %s
                        %s
                        location /there { %s %s }
                    }
                }
                """.formatted(main, http, group, server, location, pass, inside);
    }

    private String nginx(String conf) throws Exception {
        Path file = Files.writeString(dir.resolve("pasted.conf"), conf);
        String binary = NGINX.stream()
                .filter(path -> Files.isExecutable(Path.of(path)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("This test needs a real nginx: apt-get install nginx-light"));
        Process process = new ProcessBuilder(binary, "-t", "-p", dir.toString(), "-e", "stderr", "-c", file.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return said;
    }
}
