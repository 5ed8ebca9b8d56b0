package dev.gatewayhealth.benchmarks;

import dev.gatewayhealth.contract.Listening;
import dev.gatewayhealth.contract.Overrides;
import dev.gatewayhealth.nginx.ContractSource;
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

/** What a look at a configuration of twenty-one files costs while nothing changes; there is one at most every two seconds. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ContractPollBenchmark {

    private ContractSource source;

    @Setup
    public void configuration() throws IOException {
        Path directory = Files.createTempDirectory("polled");
        Path sites = Files.createDirectory(directory.resolve("sites"));
        for (int i = 0; i < 20; i++) {
            String site =
                    "server { listen 80; server_name s" + i + "; location / { proxy_pass http://127.0.0.1:8080; } }\n";
            Files.writeString(sites.resolve("s" + i + ".conf"), site).toFile().deleteOnExit();
        }
        Path conf = directory.resolve("nginx.conf");
        Files.writeString(conf, "events { }\nhttp { include sites/*.conf; }\n")
                .toFile()
                .deleteOnExit();
        source = new ContractSource(conf, true, null, null, List.of(Listening.port(8080)), Overrides.none());
    }

    @Benchmark
    public List<String> nothingChanged() {
        return source.poll();
    }
}
