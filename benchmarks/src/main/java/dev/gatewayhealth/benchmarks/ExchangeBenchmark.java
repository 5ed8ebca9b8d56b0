package dev.gatewayhealth.benchmarks;

import dev.gatewayhealth.exchange.Exchange;
import dev.gatewayhealth.exchange.Exchanges;
import dev.gatewayhealth.exchange.Ticker;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What one exchange costs: it begins, makes progress three times, ends; beside what it must cost at least. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 10, time = 1)
@Fork(1)
@State(Scope.Benchmark)
public class ExchangeBenchmark {

    private final Exchanges exchanges = new Exchanges(Ticker.system());

    /** What a thread has for itself. */
    @State(Scope.Thread)
    public static class Own {

        private final Object request = new Object();
        private final FloorSlot slot = new FloorSlot();
        private long stamp = System.nanoTime();
    }

    /** Two clock reads and a slot. */
    @Benchmark
    public long floor(Own own) {
        return own.slot.claim(System.nanoTime()) ? own.slot.release(System.nanoTime()) : 0;
    }

    @Benchmark
    public long twoClockReads() {
        long first = System.nanoTime();
        return System.nanoTime() - first;
    }

    /** As the filter does it: nobody but us reads the clock, once. */
    @Benchmark
    public void exchange(Own own) {
        once(own, System.nanoTime());
    }

    /** As the agent does it in Tomcat, which has read the clock already. */
    @Benchmark
    public void exchangeWithTheContainersStamp(Own own) {
        once(own, own.stamp++);
    }

    private void once(Own own, long arrival) {
        Exchange exchange = exchanges.begin(arrival, Nothing.ONLY, own.request, own.request);
        if (exchange == null) {
            throw new IllegalStateException("The table is full");
        }
        long generation = exchange.generation();
        exchange.committed(200);
        for (int i = 0; i < 3; i++) {
            exchange.writing();
            exchange.wrote();
        }
        exchange.end(generation);
    }
}
