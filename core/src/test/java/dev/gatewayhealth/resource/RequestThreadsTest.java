package dev.gatewayhealth.resource;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.finding.Code;
import dev.gatewayhealth.finding.Noticed;
import dev.gatewayhealth.finding.Remedy;
import dev.gatewayhealth.finding.Severity;
import dev.gatewayhealth.report.Report;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RequestThreadsTest {

    private final Pool pool = new Pool();
    private final RequestThreads threads = new RequestThreads(pool);
    private final ResourceWatch watch = ResourceWatch.of(threads, Thresholds.DEFAULT);
    private long millis;

    @Test
    void aPoolWithFreeThreadsIsCalm() {
        pool.busy = 15;
        look();

        assertThat(watch.noticed()).isNull();
        Report.ResourceState state = watch.state();
        assertThat(state.used()).isEqualTo(15);
        assertThat(state.limit()).isEqualTo(20);
        assertThat(state.headroom()).isEqualTo(0.25);
        assertThat(state.source()).isEqualTo("connector :8080");
        assertThat(state.exhaustedInSeconds()).isNull();
    }

    @Test
    void whatIsOverInAMomentIsNothing() {
        for (int i = 0; i < 20; i++) {
            pool.busy = 19;
            look();
            look();
            assertThat(watch.noticed()).as("near for less than half a second").isNull();
            pool.busy = 3;
            look();
        }
        pool.busy = 20;
        pool.arrive();
        look();
        assertThat(watch.noticed()).as("full for one reading").isNull();
    }

    @Test
    void aPoolNearItsLimitIsAWarningThatNamesValueLimitSourceAndRemedy() {
        pool.busy = 16;
        stay();

        Noticed noticed = watch.noticed();
        assertThat(noticed).isNotNull();
        assertThat(noticed.code()).isEqualTo(Code.REQUEST_THREADS);
        assertThat(noticed.severity()).isEqualTo(Severity.WARNING);
        assertThat(noticed.subject()).isEqualTo("connector :8080");
        assertThat(noticed.message())
                .startsWith("16 of 20 request threads of connector :8080 are busy (80%, warned from 80%)")
                .contains("504");
        assertThat(noticed.evidence()).containsEntry("used", 16L).containsEntry("limit", 20L);
        assertThat(noticed.remedy()).contains(Remedy.nginx("server 127.0.0.1:8080 max_conns=20;"));
        assertThat(noticed.remedy())
                .anySatisfy(remedy -> assertThat(remedy.change()).contains("raise server.tomcat.threads.max"));
        assertThat(noticed.gateway().status()).isEqualTo(504);
    }

    @Test
    void aFullPoolIsCriticalOnceSomebodyWaits() {
        pool.busy = 20;
        stay();
        assertThat(watch.noticed().severity()).isEqualTo(Severity.WARNING);
        assertThat(watch.exhausted()).isFalse();

        pool.arrive();
        look();
        millis += 1_000;
        look();

        assertThat(watch.exhausted()).isTrue();
        assertThat(watch.noticed().severity()).isEqualTo(Severity.CRITICAL);
        assertThat(watch.noticed().message())
                .startsWith(
                        "all 20 request threads of connector :8080 are busy and 1 request waits, the oldest for 1.3 s");
        assertThat(watch.noticed().evidence()).containsEntry("queued", 1).containsEntry("oldestQueuedMs", 1_250L);
    }

    @Test
    void aWarningGoesAwayALittleBelowWhereItCame() {
        pool.max = 200;
        pool.busy = 160;
        stay();
        pool.busy = 155;
        look();
        assertThat(watch.noticed()).as("158 would be the mark without noise").isNotNull();
        pool.busy = 151;
        look(7);
        assertThat(watch.noticed()).as("for less than two seconds").isNotNull();
        look();
        assertThat(watch.noticed()).isNull();
    }

    @Test
    void threadsThatComeAndGoAtTheMarkAreOneWarning() {
        pool.busy = 16;
        stay();
        for (int i = 0; i < 20; i++) {
            pool.busy = i % 6 < 3 ? 13 : 16;
            look();
            assertThat(watch.noticed()).isNotNull();
        }
    }

    @Test
    void aQueueWhoseHeadIsServedIsSaidUntilItIsWellBelowWhereItCame() {
        Duration limit = Duration.ofSeconds(5);
        pool.counts = true;
        pool.arrive();
        age();
        millis += 400;
        pool.arrive();
        age();
        millis += 2_200;
        age();
        assertThat(QueueWait.of(threads, limit)).isNotNull();
        pool.take();
        assertThat(age()).isEqualTo(2_200);
        assertThat(QueueWait.of(threads, limit)).as("2 s is where it ends").isNotNull();
        pool.take();
        age();
        assertThat(QueueWait.of(threads, limit)).isNull();
        pool.arrive();
        age();
        millis += 2_200;
        age();
        assertThat(QueueWait.of(threads, limit)).as("2.5 s is where it begins").isNull();
    }

    @Test
    void virtualThreadsHaveNoPool() {
        pool.busy = -1;
        look();

        assertThat(watch.noticed()).isNull();
        assertThat(watch.state().used()).isNull();
        assertThat(watch.state().absent()).contains("connector :8080", "virtual threads");
    }

    @Test
    void aPoolThatThrowsIsAbsentWithTheReason() {
        pool.broken = true;
        look();

        assertThat(watch.state().absent()).contains("stopped");
        assertThat(watch.noticed()).isNull();
    }

    @Test
    void aFillingPoolIsForeseenBeforeItIsNear() {
        pool.max = 200;
        pool.busy = 10;
        while (watch.noticed() == null) {
            look();
            pool.busy += 4;
        }

        assertThat(pool.busy).isLessThan(160);
        assertThat(watch.noticed().message()).contains("from now all will be, at 16 more a second");
        assertThat(watch.state().perSecond()).isEqualTo(16.0);
        assertThat(watch.state().exhaustedInSeconds()).isLessThan(7);
        assertThat(watch.state().confidence()).isGreaterThanOrEqualTo(ResourceWatch.BELIEVED);
    }

    @Test
    void theOldestQueuedTaskIsKnownByItsIdentityAndStartsAnewBehindIt() {
        pool.arrive();
        pool.arrive();
        assertThat(age()).isZero();
        millis += 700;
        assertThat(age()).isEqualTo(700);
        pool.take();
        assertThat(age()).as("the one behind it, as far as was seen").isZero();
        pool.take();
        assertThat(age()).isZero();
        pool.arrive();
        millis += 100;
        assertThat(age()).as("nothing is remembered of the queue before").isZero();
    }

    @Test
    void theOldestIsKnownInAMovingQueueWhereArrivalsAreCounted() {
        pool.counts = true;
        for (int i = 0; i < 40; i++) {
            pool.arrive();
        }
        long oldest = 0;
        for (int i = 0; i < 400; i++) {
            millis += 100;
            pool.arrive();
            pool.take();
            oldest = age();
        }

        assertThat(oldest).as("40 queued, 10 served a second: 4 s").isBetween(3_800L, 4_100L);
    }

    @Test
    void aLongQueueIsAsOldAsTheOldestLookRemembered() {
        pool.counts = true;
        pool.arrive();
        for (int i = 0; i < 1_000; i++) {
            pool.arrive();
            millis += 100;
            age();
        }

        assertThat(age()).isEqualTo(99_900);
    }

    @Test
    void waitingIsMeasuredAgainstTheGatewaysPatience() {
        Duration limit = Duration.ofSeconds(5);
        pool.arrive();
        age();
        assertThat(QueueWait.of(threads, limit)).isNull();
        millis += 2_499;
        age();
        assertThat(QueueWait.of(threads, limit)).isNull();
        millis += 1;
        age();
        assertThat(QueueWait.of(threads, limit)).satisfies(noticed -> {
            assertThat(noticed.code()).isEqualTo(Code.QUEUE_WAIT);
            assertThat(noticed.severity()).isEqualTo(Severity.WARNING);
            assertThat(noticed.message()).contains("waited 2.5 s of proxy_read_timeout 5.0 s");
        });
        millis += 2_500;
        age();
        assertThat(QueueWait.of(threads, limit).severity()).isEqualTo(Severity.CRITICAL);
        assertThat(QueueWait.of(threads, limit).evidence())
                .containsEntry("oldestQueuedMs", 5_000L)
                .containsEntry("limitMs", 5_000L)
                .containsEntry("queued", 1);
        pool.take();
        age();
        assertThat(QueueWait.of(threads, limit)).isNull();
    }

    @Test
    void anUnknownPatienceIsNeverUsedUp() {
        pool.arrive();
        age();
        millis += 10_000_000;
        age();

        assertThat(QueueWait.of(threads, Duration.ofNanos(Long.MAX_VALUE))).isNull();
    }

    @Test
    void theWaitOfTheLastInAQueueIsForeseenByTheRateItIsServedAt() {
        queueServedTwentyTimesASecond(400);

        Noticed noticed = QueueWait.of(threads, Duration.ofSeconds(30));
        assertThat(noticed).isNotNull();
        assertThat(noticed.severity()).isEqualTo(Severity.WARNING);
        assertThat(noticed.message())
                .startsWith(
                        "the last of 400 in the executor queue of connector :8080 will wait 20 s of proxy_read_timeout"
                                + " 30 s as fast as it is served now");
        assertThat(QueueWait.of(threads, Duration.ofSeconds(60)))
                .as("20 of 60 s")
                .isNull();
    }

    @Test
    void aQueueThatIsServedInTimeIsCalm() {
        queueServedTwentyTimesASecond(20);

        assertThat(QueueWait.of(threads, Duration.ofSeconds(5))).isNull();
    }

    @Test
    void aQueueNobodyServesSaysNothingOfItsRate() {
        pool.counts = true;
        pool.busy = 20;
        for (int i = 0; i < 400; i++) {
            pool.arrive();
        }
        for (int i = 0; i < 12; i++) {
            look();
        }

        assertThat(threads.expectedNanos()).isZero();
        assertThat(QueueWait.of(threads, Duration.ofSeconds(30))).isNull();
    }

    private void queueServedTwentyTimesASecond(int length) {
        pool.counts = true;
        pool.busy = 20;
        for (int i = 0; i < length; i++) {
            pool.arrive();
        }
        for (int i = 0; i < 16; i++) {
            look();
            for (int j = 0; j < 5; j++) {
                pool.take();
                pool.arrive();
            }
        }
        look();
    }

    /** As many readings as it takes to be near. */
    private void stay() {
        look();
        look();
        look();
    }

    private void look() {
        millis += 250;
        age();
        watch.look(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    private void look(int times) {
        for (int i = 0; i < times; i++) {
            look();
        }
    }

    private long age() {
        return pool.broken
                ? 0
                : TimeUnit.NANOSECONDS.toMillis(threads.oldestQueuedNanos(TimeUnit.MILLISECONDS.toNanos(millis)));
    }

    /** A pool whose every figure is set by hand. */
    private static final class Pool implements ThreadPoolGauge {

        private int busy;
        private int max = 20;
        private boolean counts;
        private boolean broken;
        private long arrived;
        private final Deque<Object> queue = new ArrayDeque<>();

        void arrive() {
            arrived++;
            queue.add(new Object());
        }

        void take() {
            queue.remove();
        }

        @Override
        public String connector() {
            return "connector :8080";
        }

        @Override
        public String setting() {
            return "server.tomcat.threads.max";
        }

        @Override
        public int busy() {
            if (broken) {
                throw new IllegalStateException("stopped");
            }
            return busy;
        }

        @Override
        public int max() {
            return max;
        }

        @Override
        public int queued() {
            return queue.size();
        }

        @Override
        public @Nullable Object oldestQueued() {
            return queue.peek();
        }

        @Override
        public OptionalLong submitted() {
            return counts ? OptionalLong.of(arrived) : OptionalLong.empty();
        }
    }
}
