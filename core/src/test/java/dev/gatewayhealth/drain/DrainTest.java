package dev.gatewayhealth.drain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.report.Pollers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class DrainTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    /** Starts right before the clock wraps around. */
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 10);

    private final Pollers pollers = new Pollers(nanos::get);
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private volatile boolean retried;
    private volatile boolean hanging;
    private volatile boolean shown;
    private volatile long quiet = 60 * SECOND;

    @Test
    void withoutPollersAndRequestsTheServerStopsAtOnce() {
        shown = true;
        Drain drain = drain(Duration.ZERO, Duration.ofSeconds(30));

        drain.hold();

        assertThat(drain.draining()).isTrue();
        assertThat(told).containsExactly("last true", "hurry", "stop listening");
    }

    @Test
    void aServerThatFinishesByItselfIsHeldOnlyWhileTheGatewaysIdleConnectionsAreUsedUp() {
        shown = true;
        quiet = 0;
        CompletableFuture<Void> stop = CompletableFuture.runAsync(
                () -> drain(Duration.ZERO, Duration.ofDays(1)).hold(true));
        Awaitility.await().until(() -> told.contains("hurry"));
        assertThat(stop).isNotDone();

        Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> {
            nanos.addAndGet(SECOND);
            return stop.isDone();
        });
        assertThat(told).doesNotContain("stop listening");
    }

    @Test
    void aPortThatCannotBeClosedAnyMoreHoldsNobodyUpForLongerThanASecond() {
        shown = true;
        hanging = true;
        CompletableFuture<Void> stop = stopping(drain(Duration.ZERO, Duration.ofSeconds(30)));
        Awaitility.await().until(() -> told.contains("stop listening"));
        assertThat(stop).isNotDone();

        nanos.addAndGet(SECOND + 1);

        stop.orTimeout(5, TimeUnit.SECONDS).join();
        hanging = false;
    }

    @Test
    void whoPollsHasSeenItThreeTimesBeforeTheServerStops() {
        polled(200);
        polled(200);
        CompletableFuture<Void> stop = stopping(drain(Duration.ZERO, Duration.ofSeconds(30)));
        Awaitility.await().until(() -> told.contains("hurry"));
        shown = true;
        polled(503);
        polled(503);
        assertThat(told).doesNotContain("stop listening");

        polled(503);

        stop.orTimeout(5, TimeUnit.SECONDS).join();
        assertThat(told).endsWith("stop listening");
        assertThat(lines).singleElement().asString().contains("HAProxy at 10.0.0.1", "every 1.0 s", "30 s at most");
    }

    @Test
    void whoAskedTwiceByHandIsNotWaitedForAndNothingIsSaid() {
        shown = true;
        pollers.polled("10.0.0.9", "GET", "curl/8.0", 200, true);
        nanos.addAndGet(5 * SECOND);
        pollers.polled("10.0.0.9", "GET", "curl/8.0", 200, true);

        drain(Duration.ZERO, Duration.ofSeconds(30)).hold();

        assertThat(told).endsWith("stop listening");
        assertThat(lines).isEmpty();
    }

    @Test
    void itWaitsUntilTheAnswersSaySo() {
        CompletableFuture<Void> stop = stopping(drain(Duration.ZERO, Duration.ofSeconds(30)));
        Awaitility.await().until(() -> told.contains("hurry"));
        assertThat(stop).isNotDone();

        shown = true;

        stop.orTimeout(5, TimeUnit.SECONDS).join();
    }

    @Test
    void atLeastTheLeastAndAtMostTheMostTimePasses() {
        shown = true;
        CompletableFuture<Void> stop = stopping(drain(Duration.ofSeconds(5), Duration.ofSeconds(10)));
        Awaitility.await().until(() -> told.contains("hurry"));
        nanos.addAndGet(4 * SECOND);
        assertThat(told).doesNotContain("stop listening");
        quiet = 0;
        nanos.addAndGet(2 * SECOND);
        Awaitility.await().until(() -> told.contains("stop listening"));
        assertThat(stop).as("a request is in flight").isNotDone();

        nanos.addAndGet(5 * SECOND);

        stop.orTimeout(5, TimeUnit.SECONDS).join();
    }

    @Test
    void aGatewayThatRepeatsElsewhereIsTurnedAwayFirst() {
        shown = true;
        retried = true;
        quiet = 0;
        CompletableFuture<Void> stop = stopping(drain(Duration.ZERO, Duration.ofSeconds(30)));
        Awaitility.await().until(() -> told.contains("turn away true"));
        assertThat(told).doesNotContain("stop listening");

        quiet = SECOND;

        stop.orTimeout(5, TimeUnit.SECONDS).join();
        assertThat(told).containsExactly("last true", "hurry", "turn away true", "stop listening");
    }

    @Test
    void whoeverIsLedBackHereByTheStopItselfDoesNotWaitForItself() {
        shown = true;
        Drain drain = drain(Duration.ZERO, Duration.ofSeconds(30));
        drain.serving(new Telling() {
            @Override
            public void stopListening() {
                drain.hold();
            }
        });

        drain.hold();

        assertThat(drain.draining()).isTrue();
    }

    @Test
    void aServerThatServesOnIsNoLongerLeaving() {
        shown = true;
        Drain drain = drain(Duration.ZERO, Duration.ofSeconds(30));
        drain.hold();
        drain.serves(nanos.get() + 9 * SECOND);
        assertThat(drain.draining()).isTrue();

        drain.serves(nanos.get() + 11 * SECOND);

        assertThat(drain.draining()).isFalse();
        assertThat(told).endsWith("turn away false", "last false");
    }

    @Test
    void askedForByHandItLastsWhateverIsServed() {
        Drain drain = drain(Duration.ZERO, Duration.ofSeconds(30));
        drain.begin();

        drain.serves(nanos.get() + 100 * SECOND);

        assertThat(drain.draining()).isTrue();
    }

    private Drain drain(Duration min, Duration max) {
        Drain drain = new Drain(pollers, min, max, nanos::get, lines::add);
        drain.serving(new Telling());
        drain.watching(new Seen());
        return drain;
    }

    private static CompletableFuture<Void> stopping(Drain drain) {
        return CompletableFuture.runAsync(drain::hold);
    }

    private void polled(int status) {
        nanos.addAndGet(SECOND);
        pollers.polled("10.0.0.1", "GET", "HAProxy", status, true);
    }

    private class Telling implements Servers {

        @Override
        public void lastAnswers(boolean last) {
            told.add("last " + last);
        }

        @Override
        public boolean turnAway(boolean away) {
            told.add("turn away " + away);
            if (!retried && away) {
                told.remove("turn away true");
            }
            return retried;
        }

        @Override
        public void stopListening() {
            told.add("stop listening");
            while (hanging) {
                LockSupport.parkNanos(1_000_000);
            }
        }
    }

    private final class Seen implements Traffic {

        @Override
        public boolean shown() {
            return shown;
        }

        @Override
        public long quietNanos() {
            return quiet;
        }

        @Override
        public void hurry() {
            told.add("hurry");
        }
    }
}
