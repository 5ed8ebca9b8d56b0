package dev.gatewayhealth.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.contract.GatewayContract;
import dev.gatewayhealth.contract.Listening;
import dev.gatewayhealth.contract.Overrides;
import dev.gatewayhealth.finding.Code;
import dev.gatewayhealth.finding.Noticed;
import dev.gatewayhealth.finding.Severity;
import dev.gatewayhealth.nginx.ContractReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionCapTest {

    private static final String PROXY = "server { location / { proxy_pass http://app; } }";
    private static final String TEN = "upstream app { zone app 64k; server 127.0.0.1:8080 max_conns=10; }" + PROXY;

    @TempDir
    private Path dir;

    private long now = Long.MAX_VALUE - 1;

    @ParameterizedTest(name = "{0}; {1} at work: {2}")
    @CsvSource(
            nullValues = "-",
            value = {
                "worker_processes 1, 7, -",
                "worker_processes 1, 8, WARNING",
                "worker_processes 1, 10, CRITICAL",
                "worker_processes 4, 9, -",
                "worker_processes 4, 10, NOTICE",
                "worker_processes 4, 32, WARNING",
                "worker_processes 4, 40, CRITICAL",
                "worker_processes auto, 9, -",
                "worker_processes auto, 100, NOTICE",
                "pid x, 8, WARNING",
            })
    void withoutAZoneEveryWorkerCountsForItself(String main, long busy, @Nullable Severity severity)
            throws IOException {
        ConnectionCap cap = cap(main + ";", "upstream app { server 127.0.0.1:8080 max_conns=10; }" + PROXY);

        Noticed said = steady(Objects.requireNonNull(cap), busy);

        assertThat(said == null ? null : said.severity()).isEqualTo(severity);
    }

    @Test
    void withAZoneAllWorkersCountTogether() throws IOException {
        ConnectionCap cap = Objects.requireNonNull(cap("worker_processes 4;", TEN));

        Noticed said = Objects.requireNonNull(steady(cap, 8));

        assertThat(said.code()).isEqualTo(Code.CONNECTIONS);
        assertThat(said.severity()).isEqualTo(Severity.WARNING);
        assertThat(said.message()).contains("8 requests", "no more than 10", "nginx.conf:2", "502");
        assertThat(said.remedy().get(0).change()).isEqualTo("server 127.0.0.1:8080 max_conns=20;");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "upstream app { server 127.0.0.1:8080; }",
        "upstream app { server 127.0.0.1:8080 max_conns=10; server 10.9.9.9:80; }",
        "upstream app { server 127.0.0.1:8080 max_conns=10; server 10.9.9.9:80 backup; }",
        "upstream app { server 127.0.0.1:8080 max_conns=10; } server { listen 81; location / { proxy_pass http://127.0.0.1:8080; } }",
    })
    void whereNothingIsTurnedAwayForCertainNothingIsSaid(String http) throws IOException {
        assertThat(cap("", http + PROXY)).isNull();
    }

    @Test
    void aMomentIsNoPressureAndALimitReachedIsSaidAtOnce() throws IOException {
        ConnectionCap cap = Objects.requireNonNull(cap("", TEN));

        assertThat(cap.state(now, 9)).isNull();
        assertThat(cap.state(now, 9)).isNull();
        assertThat(cap.state(now, 1)).isNull();
        assertThat(cap.state(now, 9)).isNull();

        assertThat(cap.state(now, 10)).isNotNull();
        assertThat(cap.state(now + TimeUnit.SECONDS.toNanos(4), 1))
                .as("it may come again")
                .isNotNull();
        assertThat(cap.state(now + TimeUnit.SECONDS.toNanos(6), 1)).isNull();
    }

    private @Nullable Noticed steady(ConnectionCap cap, long busy) {
        cap.state(now, busy);
        cap.state(now, busy);
        return cap.state(now, busy);
    }

    private @Nullable ConnectionCap cap(String main, String http) throws IOException {
        Path conf = Files.writeString(dir.resolve("nginx.conf"), main + " events { } http {\n" + http + "\n}\n");
        GatewayContract contract = ContractReader.read(
                conf, null, "1.22.1", List.of(new Listening("127.0.0.1", 8080, null)), Overrides.none());
        return ConnectionCap.of(contract, 0.8);
    }
}
