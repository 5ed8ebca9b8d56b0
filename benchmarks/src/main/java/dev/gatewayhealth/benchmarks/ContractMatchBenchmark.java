package dev.gatewayhealth.benchmarks;

import dev.gatewayhealth.contract.GatewayContract;
import dev.gatewayhealth.contract.Listening;
import dev.gatewayhealth.contract.Match;
import dev.gatewayhealth.contract.Overrides;
import dev.gatewayhealth.contract.Received;
import dev.gatewayhealth.nginx.ContractReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The limits of one exchange: at most 1 µs and no garbage with fifty locations and no regular expressions; and reading 2,000 servers. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ContractMatchBenchmark {

    private static final List<Listening> LISTENING = List.of(Listening.port(8080));

    private GatewayContract plain;
    private GatewayContract replaced;
    private Path manyServers;
    private final Received received = new Received("shop.example", "/service37/orders/12", "HTTP/1.0", "GET");
    private final Received receivedReplaced = new Received("shop.example", "/v37/orders/12", "HTTP/1.0", "GET");

    @Setup
    public void configurations() throws IOException {
        plain = read(fifty("http://127.0.0.1:8080"));
        replaced = read(fifty("http://127.0.0.1:8080/v%d/"));
        manyServers = Files.createTempFile("servers", ".conf");
        StringBuilder text = new StringBuilder("events { }\nhttp {\n    proxy_set_header Host $host;\n");
        for (int i = 0; i < 2_000; i++) {
            text.append("    server { listen 80; server_name s").append(i).append(".example;\n");
            text.append("        location / { proxy_pass http://127.0.0.1:8080; proxy_read_timeout 30s; }\n");
            text.append("        location /api/ { proxy_pass http://127.0.0.1:8080; } }\n");
        }
        Files.writeString(manyServers, text.append("}\n"));
        manyServers.toFile().deleteOnExit();
    }

    @Benchmark
    public Match uriAsItCame() {
        return plain.match(received);
    }

    @Benchmark
    public Match uriPartReplaced() {
        return replaced.match(receivedReplaced);
    }

    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    @OutputTimeUnit(TimeUnit.MILLISECONDS)
    public GatewayContract twoThousandServers() {
        return ContractReader.read(manyServers, null, null, LISTENING, Overrides.none());
    }

    private static String fifty(String url) {
        StringBuilder text = new StringBuilder("events { }\nhttp {\n    proxy_set_header Host $host;\n");
        text.append("    server { listen 80; server_name shop.example;\n");
        for (int i = 0; i < 50; i++) {
            text.append("        location /service")
                    .append(i)
                    .append("/ { proxy_pass ")
                    .append(String.format(url, i));
            text.append("; proxy_read_timeout ").append(i + 1).append("s; }\n");
        }
        return text.append("    }\n}\n").toString();
    }

    private static GatewayContract read(String text) throws IOException {
        Path conf = Files.writeString(Files.createTempFile("fifty", ".conf"), text);
        try {
            return ContractReader.read(conf, null, null, LISTENING, Overrides.none());
        } finally {
            Files.delete(conf);
        }
    }
}
