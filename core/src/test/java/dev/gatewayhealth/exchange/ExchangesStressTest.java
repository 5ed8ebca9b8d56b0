package dev.gatewayhealth.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.exchange.Exchanges.Counts;
import dev.gatewayhealth.exchange.Exchanges.Outcome;
import dev.gatewayhealth.exchange.Exchanges.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Many threads begin, mark and end exchanges in a small table while a watchdog moves their states; in the end the books agree. */
final class ExchangesStressTest {

    private static final int THREADS = 8;
    private static final int EACH = 60_000;

    /** Each thread holds up to this many, so that the table grows and jumps are taken. */
    private static final int HELD = 24;

    private final Exchanges exchanges = new Exchanges(Ticker.system(), 16, 1 << 10);
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicLong begun = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();

    /** What was decided, by slot and generation: each may be decided once. */
    private final Map<Exchange, Map<Long, AtomicLong>> decided = new ConcurrentHashMap<>();

    private final AtomicLong gaveUp = new AtomicLong();
    private final AtomicLong abandoned = new AtomicLong();
    private final AtomicLong judged = new AtomicLong();

    @Test
    void theBooksAgreeWhateverHappensAtOnce() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(THREADS + 2);
        try {
            List<Future<Void>> watching = List.of(pool.submit(watchdog(1)), pool.submit(watchdog(2)));
            List<Future<Void>> working = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                working.add(pool.submit(worker(i)));
            }
            for (Future<Void> each : working) {
                each.get(120, TimeUnit.SECONDS);
            }
            over.set(true);
            for (Future<Void> each : watching) {
                each.get(120, TimeUnit.SECONDS);
            }
        } finally {
            pool.shutdownNow();
        }

        judgeRest();
        Counts counts = exchanges.visit((exchange, generation, state) -> {
            throw new AssertionError("Still in flight: " + state);
        });
        assertThat(counts.started()).isEqualTo(begun.get());
        assertThat(begun.get() + refused.get()).isEqualTo((long) THREADS * EACH);
        assertThat(counts.inFlight()).isZero();
        assertThat(counts.gaveUp()).isEqualTo(gaveUp.get()).isPositive();
        assertThat(counts.abandoned()).isEqualTo(abandoned.get()).isPositive();
        assertThat(counts.failed()).isEqualTo(judged.get()).isPositive();
        assertThat(counts.answered())
                .isEqualTo(counts.started() - counts.gaveUp() - counts.abandoned() - counts.failed())
                .isPositive();
        assertThat(decided.values())
                .allSatisfy(byGeneration -> assertThat(byGeneration.values())
                        .allSatisfy(times -> assertThat(times.get()).isOne()));
    }

    /** Begins, marks and ends, each end called twice and once more late. */
    private Callable<Void> worker(int seed) {
        return () -> {
            long random = seed + 1L;
            List<Held> held = new ArrayList<>();
            for (int i = 0; i < EACH; i++) {
                random = random * 6364136223846793005L + 1442695040888963407L;
                begin(held);
                if (held.size() > (int) (random >>> 40 & 31) % HELD) {
                    end(held.remove((int) (random >>> 50) % held.size()), (random >>> 30 & 15) == 0);
                }
            }
            held.forEach(each -> end(each, false));
            return null;
        };
    }

    private void begin(List<Held> held) {
        Object request = new Object();
        Exchange exchange = exchanges.begin(System.nanoTime(), Silent.ONLY, request, request);
        if (exchange == null) {
            refused.incrementAndGet();
            return;
        }
        begun.incrementAndGet();
        long generation = exchange.generation();
        assertThat(exchange.running(generation)).isTrue();
        assertThat(exchange.request()).isSameAs(request);
        exchange.committed(100);
        exchange.writing();
        exchange.wrote();
        held.add(new Held(exchange, generation));
    }

    private void end(Held held, boolean broken) {
        if (broken && held.exchange.inFlight(held.generation)) {
            held.exchange.broken(false);
        }
        held.exchange.end(held.generation);
        held.exchange.end(held.generation);
        assertThat(held.exchange.running(held.generation)).isFalse();
        held.exchange.end(held.generation - 1);
    }

    /** Two of them, so that two decide at once; the real watch has one. */
    private Callable<Void> watchdog(int seed) {
        return () -> {
            long random = seed;
            while (!over.get()) {
                long round = random++;
                Counts counts =
                        exchanges.visit((exchange, generation, state) -> decide(exchange, generation, state, round));
                assertThat(counts.answered()).isNotNegative();
                judgeRest();
            }
            return null;
        };
    }

    private void decide(Exchange exchange, long generation, State state, long round) {
        switch ((int) ((generation + round) & 7)) {
            case 0 -> exchange.becameNear(generation);
            case 1 -> exchange.calmedDown(generation);
            case 2 -> count(exchange, generation, exchange.gaveUp(generation), gaveUp);
            case 3 -> count(exchange, generation, exchange.abandoned(generation), abandoned);
            default -> assertThat(state).isNotNull();
        }
    }

    private void count(Exchange exchange, long generation, boolean did, AtomicLong counter) {
        if (did) {
            counter.incrementAndGet();
            decided.computeIfAbsent(exchange, slot -> new ConcurrentHashMap<>())
                    .computeIfAbsent(generation, number -> new AtomicLong())
                    .incrementAndGet();
        }
    }

    /** Those whose connection broke have failed, say we. */
    private void judgeRest() {
        while (exchanges.nextBrokenOff() != null) {
            exchanges.judged(Outcome.FAILED);
            judged.incrementAndGet();
        }
    }

    private record Held(Exchange exchange, long generation) {}

    /** A view of requests that say nothing. */
    private enum Silent implements RequestView {
        ONLY;

        @Override
        public String method(Object request) {
            return null;
        }

        @Override
        public String path(Object request) {
            return null;
        }

        @Override
        public String protocol(Object request) {
            return null;
        }

        @Override
        public String header(Object request, String name) {
            return null;
        }

        @Override
        public long bodyExpected(Object request) {
            return 0;
        }

        @Override
        public long bodyReceived(Object request) {
            return 0;
        }

        @Override
        public boolean delivered(Object request, Object connection) {
            return false;
        }

        @Override
        public Connection connection(Object connection) {
            return null;
        }
    }
}
