package dev.gatewayhealth.nginx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.contract.GatewayContract;
import dev.gatewayhealth.contract.Listening;
import dev.gatewayhealth.contract.Overrides;
import dev.gatewayhealth.contract.Received;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Configurations that are made to take long: each is read, and each request answered, within two seconds. */
class HostileInputTest {

    private static final Duration MOST = Duration.ofSeconds(2);

    @TempDir
    Path dir;

    @Test
    void aThousandCatastrophicExpressionsCostOneRequestNoMoreThanAFew() {
        StringBuilder http = new StringBuilder("server { listen 80;\n");
        for (int i = 0; i < 1_000; i++) {
            http.append("location ~ ^/(a+a+)+").append(i).append("$ { proxy_pass http://127.0.0.1:8080; }\n");
        }
        HttpConf conf = Walks.conf(http + "}");
        String uri = "/" + "a".repeat(60);
        assertThat(timed(() -> Walks.walk(conf, Walks.get("a.example", uri)).outcome()))
                .isEqualTo(Trail.Outcome.UNKNOWN);
        Inversion inversion = Walks.inversion(conf, new Exits(conf, Walks.here(8080), Overrides.none()).ours());
        assertThat(timed(() -> inversion
                        .match(new Received("a.example", uri, "HTTP/1.0", "GET"))
                        .candidates()))
                .hasSize(1_000);
    }

    @Test
    void catastrophicExpressionsInRewritesConditionsMapsAndNamesAreBoundedTogether() {
        StringBuilder http = new StringBuilder();
        StringBuilder steps = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            http.append("map $uri $m").append(i).append(" { ~(x+x+)+").append(i).append(" 1; }\n");
            steps.append("if ($m")
                    .append(i)
                    .append(") { break; } rewrite ^/(x+)+")
                    .append(i)
                    .append("$ /y;\n");
        }
        HttpConf conf = Walks.conf(http + "server { listen 80; server_name ~^(h+)+1$ ~^(h+)+2$;\n" + steps
                + "location / { proxy_pass http://127.0.0.1:8080; } }");
        ClientRequest request = Walks.get("h".repeat(60), "/" + "x".repeat(60));
        assertThat(timed(() -> Walks.walk(conf, request).outcome())).isEqualTo(Trail.Outcome.UNKNOWN);
    }

    /** Two seconds on a machine that does nothing else; half as much more for one that shares its caches. */
    @Test
    void tenMegabytesOfServersAreRead() throws IOException {
        StringBuilder text = new StringBuilder("events { }\nhttp {\n");
        for (int i = 0; text.length() < 10 * 1024 * 1024; i++) {
            text.append("server { listen 80; server_name s")
                    .append(i)
                    .append(".example; location / { proxy_pass")
                    .append(" http://127.0.0.1:8080; proxy_read_timeout 5s; } }\n");
        }
        assertThat(timed(MOST.multipliedBy(3).dividedBy(2), () -> contract(text + "}\n"))
                        .locations())
                .hasSizeGreaterThan(80_000);
    }

    @Test
    void tenMegabytesOfCommentsAreRead() throws IOException {
        String text = "# comment { ; \" '\n".repeat(10 * 1024 * 1024 / 18);
        assertThat(timed(() -> contract("events { }\nhttp {\n" + text + "}\n")).problems())
                .isEmpty();
    }

    @Test
    void sixtyBlocksDeepAreRead() {
        StringBuilder text = new StringBuilder("events { }\nhttp { server { listen 80;\n");
        for (int i = 1; i <= 60; i++) {
            text.append("location ").append("/a".repeat(i)).append(" { proxy_pass http://127.0.0.1:8080;\n");
        }
        GatewayContract contract = timed(() -> contract(text + "}".repeat(62)));
        assertThat(contract.locations()).hasSize(60);
        String at = contract.match(new Received("127.0.0.1:8080", "/a".repeat(60), "HTTP/1.0", "GET"))
                .location();
        assertThat(at).isEqualTo("/a".repeat(60));
    }

    @Test
    void twoThousandBlocksDeepAreRefusedWithALine() {
        GatewayContract contract = timed(() -> contract("events { }\nhttp {\n" + "a {\n".repeat(2_000)));
        assertThat(contract.problems()).singleElement().asString().contains("nested deeper");
    }

    @Test
    void includesInACircleAreRefusedWithALine() throws IOException {
        Files.writeString(dir.resolve("a.conf"), "include b.conf;\n");
        Files.writeString(dir.resolve("b.conf"), "include a.conf;\n");
        GatewayContract contract = timed(() -> contract("http { include a.conf; }\n"));
        assertThat(contract.problems()).singleElement().asString().contains("includes itself");
    }

    @Test
    void manyLongExpressionsAreRead() {
        StringBuilder text = new StringBuilder("events { }\nhttp { server { listen 80;\n");
        String regex = "((((a|b)*c){1,50}d?)+|[^x-z]{0,200})*".repeat(20);
        for (int i = 0; i < 500; i++) {
            text.append("location ~ \"").append(i).append(regex).append("\" { proxy_pass http://127.0.0.1:8080; }\n");
        }
        assertThat(timed(() -> contract(text + "} }")).locations()).hasSize(500);
    }

    private GatewayContract contract(String text) {
        try {
            Path conf = Files.writeString(dir.resolve("nginx.conf"), text);
            return ContractReader.read(conf, null, "1.22.1", List.of(Listening.port(8080)), Overrides.none());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static <T> T timed(Supplier<T> work) {
        return timed(MOST, work);
    }

    private static <T> T timed(Duration most, Supplier<T> work) {
        // Its own processor time: others may be at work on this machine.
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long began = threads.getCurrentThreadCpuTime();
        T result = work.get();
        assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - began)).isLessThan(most);
        return result;
    }
}
