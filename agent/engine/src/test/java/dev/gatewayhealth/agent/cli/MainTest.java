package dev.gatewayhealth.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

    private static final String CONF = """
            events { }
            http {
                server {
                    listen 80;
                    server_name shop.example;
                    location / { proxy_pass http://127.0.0.1:8080; proxy_read_timeout 5s; }
                    location /old { rewrite ^ /new last; }
                    location /caf\u00e9 { proxy_pass http://127.0.0.1:8080/x/; }
                }
            }
            """;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path dir;

    private Path conf;

    @BeforeEach
    void aConfiguration() throws IOException {
        conf = Files.writeString(dir.resolve("nginx.conf"), CONF);
    }

    @Test
    void ofAStreamServerTheTableNamesTheTimeoutsItHas() throws IOException {
        Files.writeString(conf, """
                events { }
                stream {
                  server { listen 8443; proxy_timeout 5s;
                  proxy_pass 127.0.0.1:8080; }
                }
                """);

        assertThat(run("", "contract", "--conf", conf.toString(), "--app-listen", "8080"))
                .isZero();
        assertThat(out())
                .contains("stream 8443 (nginx.conf:4)", "proxy_timeout", "5s", "nginx.conf:3", "proxy_connect_timeout")
                .doesNotContain("proxy_read_timeout", "proxy_buffer_size", "keepalive_timeout", "not-proxied");
    }

    @Test
    void theTableNamesEveryLimitAndItsPlace() {
        assertThat(run("", "contract", "--conf", conf.toString(), "--app-listen", "8080"))
                .isZero();
        assertThat(out())
                .contains(
                        "/ of shop.example (nginx.conf:6)",
                        "proxy_read_timeout",
                        "5s",
                        "nginx.conf:6",
                        "nginx default");
    }

    @Test
    void oneRequestIsExplainedStepByStep() {
        assertThat(run(
                        "",
                        "contract",
                        "--conf",
                        conf.toString(),
                        "--app-listen",
                        "8080",
                        "--request",
                        "GET http://shop.example/old"))
                .isZero();
        assertThat(out())
                .contains(
                        "location /old (nginx.conf:7)",
                        "makes it /new",
                        "location / (nginx.conf:6) for /new",
                        "proxied")
                .containsPattern("proxy_read_timeout_ms +5000");
    }

    @Test
    void programsGetALineForEachThing() {
        String request =
                "{\"id\":\"r1\",\"method\":\"GET\",\"host\":\"shop.example\",\"port\":80,\"uri\":\"/caf\u00e9/a\"}\n";
        assertThat(run(
                        request,
                        "contract",
                        "--conf",
                        conf.toString(),
                        "--app-listen",
                        "8080",
                        "--app-host",
                        "127.0.0.1",
                        "--requests",
                        "-",
                        "--json"))
                .isZero();
        String[] lines = out().split("\n", -1);
        assertThat(lines[0]).isEqualTo("{\"kind\":\"load\",\"ok\":true}");
        assertThat(lines[1]).startsWith("{\"kind\":\"inventory\",\"locations\":[{\"file\":\"nginx.conf\",\"line\":6,");
        assertThat(lines[2])
                .startsWith("{\"id\":\"r1\",\"outcome\":\"proxy\"")
                .contains("\"pattern\":\"/caf\u00e9\"", "\"uri\":\"/x//a\"", "\"is_app_upstream\":true");
    }

    @Test
    void aBrokenConfigurationIsSaidAndFailsOnlyOnDemand() throws IOException {
        Files.writeString(conf, "events { }\nhttp {\n");
        assertThat(run("", "contract", "--conf", conf.toString(), "--app-listen", "8080"))
                .isZero();
        assertThat(err()).contains("unexpected end of file", "nginx.conf:3");
        assertThat(run("", "contract", "--conf", conf.toString(), "--app-listen", "8080", "--fail-on", "warning"))
                .isEqualTo(1);
    }

    @Test
    void whatTheAuditFindsStandsBelowTheTable() {
        assertThat(run("", "contract", "--conf", conf.toString(), "--app-listen", "8080"))
                .isZero();
        assertThat(out())
                .containsSubsequence(
                        "proxy_read_timeout",
                        "notice single-upstream: proxy_pass at nginx.conf:6 names 127.0.0.1:8080",
                        "    nginx: upstream service-8080 {",
                        "keepalive-race")
                .doesNotContain("warning ", "not-proxied:");
    }

    @Test
    void aPortThatNothingProxiesToIsSaid() {
        assertThat(run("", "contract", "--conf", conf.toString(), "--app-listen", "8099"))
                .isZero();
        assertThat(out()).contains("notice not-proxied: the service listens on 127.0.0.1:8099");
    }

    @Test
    void failingIsSplitBySeverity() throws IOException {
        String[] notice = {"contract", "--conf", conf.toString(), "--app-listen", "8080", "--fail-on", "notice"};
        String[] warning = {"contract", "--conf", conf.toString(), "--app-listen", "8080", "--fail-on", "warning"};
        assertThat(run("", notice)).isEqualTo(1);
        assertThat(run("", warning)).isZero();
        Files.writeString(
                conf,
                "events { } http { upstream my_app { server 127.0.0.1:8080; } server { location / { proxy_pass"
                        + " http://my_app; } } }");
        assertThat(run("", warning)).isEqualTo(1);
        assertThat(out()).contains("warning host-invalid");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "contract",
                "nonsense",
                "contract --conf x --app-listen seventy",
                "contract --conf x --app-listen 70000",
                "contract --conf x --fail-on sometimes",
                "contract --conf x --map-prefix nothing",
                "contract --conf x --requests -",
                "contract --conf x --request shop.example",
            })
    void wrongArgumentsExitWithTwoAndSayWhatIsRight(String line) {
        assertThat(run("", line.split(" ", -1))).isEqualTo(2);
        assertThat(err()).isNotBlank();
        assertThat(out()).isEmpty();
    }

    private int run(String input, String... args) {
        out.reset();
        err.reset();
        InputStream in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
        PrintStream to = new PrintStream(out, true, StandardCharsets.UTF_8);
        PrintStream wrong = new PrintStream(err, true, StandardCharsets.UTF_8);
        return Main.run(args, in, to, wrong);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
