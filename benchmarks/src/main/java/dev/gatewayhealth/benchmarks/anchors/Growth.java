package dev.gatewayhealth.benchmarks.anchors;

import com.sun.management.ThreadMXBean;
import dev.gatewayhealth.Monitor;
import dev.gatewayhealth.benchmarks.Nothing;
import dev.gatewayhealth.exchange.Exchange;
import dev.gatewayhealth.exchange.Exchanges;
import dev.gatewayhealth.exchange.Ticker;
import dev.gatewayhealth.finding.FindingLines;
import dev.gatewayhealth.proc.SocketTable;
import dev.gatewayhealth.settings.Settings;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** What one more exchange costs, and what the watchdog does, while so many others are in flight; in this process. */
final class Growth {

    static final List<Integer> IN_FLIGHT = List.of(10, 100, 1_000, 10_000, 100_000);

    private static final int BATCH = 200_000;
    private static final int BATCHES = 12;

    private final Results results;
    private final int seconds;

    Growth(Results results, int seconds) {
        this.results = results;
        this.seconds = seconds;
    }

    void measure() {
        for (int inFlight : IN_FLIGHT) {
            Exchanges exchanges = new Exchanges(Ticker.system());
            try (Monitor monitor = monitor(exchanges)) {
                for (int i = 0; i < inFlight; i++) {
                    begin(exchanges);
                }
                String subject = Integer.toString(inFlight);
                for (int round = -2; round < BATCHES; round++) {
                    double nanos = batch(exchanges);
                    if (round >= 0) {
                        results.add(Metric.GROWTH_NANOS, subject, Anchor.AGENT, round, nanos);
                    }
                }
                watch(subject);
                monitor.report();
            }
        }
    }

    /** Nanoseconds for one exchange, begun and ended on this thread. */
    private static double batch(Exchanges exchanges) {
        long before = System.nanoTime();
        for (int i = 0; i < BATCH; i++) {
            Exchange exchange = begin(exchanges);
            if (exchange != null) {
                long generation = exchange.generation();
                exchange.committed(200);
                for (int write = 0; write < 3; write++) {
                    exchange.writing();
                    exchange.wrote();
                }
                exchange.end(generation);
            }
        }
        return (double) (System.nanoTime() - before) / BATCH;
    }

    private static @Nullable Exchange begin(Exchanges exchanges) {
        return exchanges.begin(System.nanoTime(), Nothing.ONLY, Nothing.ONLY, Nothing.ONLY);
    }

    private void watch(String subject) {
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(seconds));
        long before = nanosOfOurThreads();
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(seconds));
        double share = (nanosOfOurThreads() - before) / 1e6 / seconds;
        results.add(Metric.GROWTH_WATCH, subject, Anchor.AGENT, 0, share);
    }

    private static Monitor monitor(Exchanges exchanges) {
        return Monitor.start(new Monitor.Parts(
                Settings.of(Map.of("nginx.conf", "/nonexistent", "proxy_read_timeout", "1h"), "benchmark"),
                exchanges,
                SocketTable.ofThisProcess(),
                List::of,
                null,
                "benchmark",
                line -> {},
                new FindingLines(line -> {}, Ticker.system()),
                Ticker.system(),
                InstantSource.system()));
    }

    private static long nanosOfOurThreads() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long nanos = 0;
        for (long id : threads.getAllThreadIds()) {
            ThreadInfo told = threads.getThreadInfo(id);
            if (told != null && told.getThreadName().startsWith("gateway-health")) {
                nanos += Math.max(0, threads.getThreadCpuTime(id));
            }
        }
        return nanos;
    }
}
