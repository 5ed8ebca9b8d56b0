package dev.gatewayhealth.nginx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.contract.GatewayContract;
import dev.gatewayhealth.contract.Limits;
import dev.gatewayhealth.contract.Listening;
import dev.gatewayhealth.contract.Location;
import dev.gatewayhealth.contract.Overrides;
import dev.gatewayhealth.contract.Received;
import dev.gatewayhealth.contract.Sourced;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContractReaderTest {

    @TempDir
    Path dir;

    @Test
    void everyLimitSaysWhereItWasWritten() throws IOException {
        GatewayContract contract = read("""
                events { }
                http {
                    proxy_send_timeout 7s;
                    upstream app {
                        server 127.0.0.1:8080;
                        keepalive 8;
                        keepalive_timeout 55s;
                    }
                    server {
                        server_name shop.example;
                        location /api/ {
                            proxy_read_timeout 5s;
                            client_max_body_size 20m;
                            proxy_pass http://app;
                        }
                    }
                }
                """);
        assertThat(contract.problems()).isEmpty();
        Location location = contract.locations().get(0);
        assertThat(location.match()).isEqualTo("/api/");
        assertThat(location.server()).isEqualTo("shop.example");
        assertThat(location.at()).isEqualTo("nginx.conf:11");
        Limits limits = location.limits();
        assertThat(limits.proxyReadTimeout()).isEqualTo(new Sourced<>(Duration.ofSeconds(5), "nginx.conf:12"));
        assertThat(limits.proxySendTimeout()).isEqualTo(new Sourced<>(Duration.ofSeconds(7), "nginx.conf:3"));
        assertThat(limits.keepaliveTimeout()).isEqualTo(new Sourced<>(Duration.ofSeconds(55), "nginx.conf:7"));
        assertThat(limits.clientMaxBodySize()).isEqualTo(new Sourced<>(20L << 20, "nginx.conf:13"));
        assertThat(limits.proxyBufferSize()).isEqualTo(Sourced.byDefault(4096L));
        assertThat(contract.assumedDirectives()).containsExactly("proxy_connect_timeout", "proxy_buffer_size");
        assertThat(contract.strictestReadTimeout()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void connectionsAreKeptByDefaultOnlyFromTheVersionThatDoes() throws IOException {
        String text =
                "events { } http { upstream app { server 127.0.0.1:8080; } server { location / { proxy_pass http://app; } } }";
        assertThat(read(text, "1.29.6")
                        .locations()
                        .get(0)
                        .limits()
                        .keepaliveTimeout()
                        .known())
                .isFalse();
        assertThat(read(text, null)
                        .locations()
                        .get(0)
                        .limits()
                        .keepaliveTimeout()
                        .source())
                .contains("no keepalive");
        assertThat(read(text, "1.29.7").locations().get(0).limits().keepaliveTimeout())
                .isEqualTo(Sourced.byDefault(Duration.ofSeconds(60)));
    }

    @Test
    void aBrokenFileLeavesTheDefaultsAndSaysWhere() throws IOException {
        GatewayContract contract =
                read("events { }\nhttp {\n  server { location / { proxy_pass http://127.0.0.1:8080; }\n");
        assertThat(contract.locations()).isEmpty();
        assertThat(contract.problems()).hasSize(1);
        assertThat(contract.problems().get(0).place()).isEqualTo("nginx.conf:4");
        Limits limits =
                contract.match(new Received("a", "/", "HTTP/1.0", "GET")).limits();
        assertThat(limits.proxyReadTimeout()).isEqualTo(Sourced.byDefault(Duration.ofSeconds(60)));
        assertThat(limits.readTimeoutNanos()).isEqualTo(60_000_000_000L);
    }

    @Test
    void aBadValueIsUnknownAndTheRestStands() throws IOException {
        GatewayContract contract = read(
                "events { } http { server { location / { proxy_pass http://127.0.0.1:8080; proxy_read_timeout 10x;\nproxy_send_timeout 3s; } } }");
        Limits limits = contract.locations().get(0).limits();
        assertThat(limits.proxyReadTimeout().known()).isFalse();
        assertThat(limits.readTimeoutNanos()).isEqualTo(Long.MAX_VALUE);
        assertThat(limits.proxySendTimeout().value()).isEqualTo(Duration.ofSeconds(3));
        assertThat(contract.problems())
                .singleElement()
                .asString()
                .contains("proxy_read_timeout", "10x", "nginx.conf:1");
    }

    @Test
    void whatWasSetByHandWins() throws IOException {
        Path conf = write(
                "events { } http { server { location / { proxy_pass http://127.0.0.1:8080; proxy_read_timeout 9s; } } }");
        Overrides overrides = new Overrides(Duration.ofSeconds(3), null, null, null, null, null);
        GatewayContract contract = ContractReader.read(conf, null, null, List.of(Listening.port(8080)), overrides);
        assertThat(contract.locations().get(0).limits().proxyReadTimeout())
                .isEqualTo(new Sourced<>(Duration.ofSeconds(3), "setting proxy_read_timeout"));
    }

    @Test
    void onlyLocationsThatLeadHereCount() throws IOException {
        String text = """
                events { }
                http {
                    upstream both { server 10.9.9.9:8080; server localhost:8080; }
                    upstream sock { server unix:/run/app.sock; }
                    server {
                        location /a { proxy_pass http://127.0.0.1:8080; }
                        location /b { proxy_pass http://127.0.0.1:8081; }
                        location /c { proxy_pass http://both; }
                        location /d { proxy_pass http://10.9.9.9:8080; }
                        location /e { proxy_pass http://sock; }
                        location /f { proxy_pass http://[::1]:8080; }
                        location /g { set $to http://127.0.0.1:8080; proxy_pass $to; }
                        location /h { proxy_pass http://elsewhere:8080; }
                    }
                }
                """;
        Path conf = write(text);
        List<Listening> listening = List.of(Listening.port(8080), Listening.unix("/run/app.sock"));
        assertThat(ContractReader.read(conf, null, null, listening, Overrides.none())
                        .locations())
                .extracting(Location::match)
                .containsExactly("/a", "/c", "/e", "/f", "/g");
        Listening onlyFour = new Listening("127.0.0.1", 8080, null);
        assertThat(ContractReader.read(conf, null, null, List.of(onlyFour), Overrides.none())
                        .locations())
                .extracting(Location::match)
                .containsExactly("/a", "/c", "/g");
    }

    @Test
    void aNameNobodyCanResolveHereIsTakenByItsPortIfNothingElseLeadsHere() throws IOException {
        GatewayContract contract = read(
                "events { } http { server { location / { proxy_pass http://app:8080; } location /x { proxy_pass http://app:9000; } } }");
        assertThat(contract.locations()).extracting(Location::match).containsExactly("/");
    }

    private GatewayContract read(String text) throws IOException {
        return read(text, null);
    }

    private GatewayContract read(String text, String version) throws IOException {
        return ContractReader.read(write(text), null, version, List.of(Listening.port(8080)), Overrides.none());
    }

    private Path write(String text) throws IOException {
        return Files.writeString(dir.resolve("nginx.conf"), text);
    }
}
