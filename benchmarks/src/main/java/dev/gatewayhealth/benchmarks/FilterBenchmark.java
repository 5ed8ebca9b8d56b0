package dev.gatewayhealth.benchmarks;

import dev.gatewayhealth.servlet.GatewayHealthFilter;
import dev.gatewayhealth.settings.Settings;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.util.Map;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What the servlet filter adds to a request that writes once: the difference between its two rows. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 10, time = 1)
@Fork(1)
@State(Scope.Thread)
public class FilterBenchmark {

    private static final byte[] BODY = new byte[100];

    private final GatewayHealthFilter filter = new GatewayHealthFilter(
            Settings.of(Map.of("nginx.conf", "/nowhere/nginx.conf", "probe.every", "off"), "benchmark"), line -> {});
    private final StillRequest request = new StillRequest();
    private final StillResponse response = new StillResponse();
    private final FilterChain application = (asked, answer) -> write(answer);

    @Setup
    public void start() {
        filter.init(StillRequest.config());
    }

    @TearDown
    public void stop() {
        filter.destroy();
    }

    @Benchmark
    public void application() throws IOException, ServletException {
        application.doFilter(request, response);
    }

    @Benchmark
    public void applicationBehindTheFilter() throws IOException, ServletException {
        filter.doFilter(request, response, application);
    }

    private static void write(ServletResponse answer) throws IOException {
        answer.getOutputStream().write(BODY, 0, BODY.length);
    }
}
