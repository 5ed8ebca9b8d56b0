package dev.gatewayhealth.resource;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.finding.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Real threads that wait for one another, with locks that let go when they are interrupted. */
class DeadlockTest {

    private long nanos;
    private final ReentrantLock first = new ReentrantLock();
    private final ReentrantLock second = new ReentrantLock();
    private final CountDownLatch bothHold = new CountDownLatch(2);
    private final List<Thread> threads = new ArrayList<>();
    private final List<Thread> requests = new ArrayList<>();
    private final Deadlock deadlock = new Deadlock(() -> requests, () -> nanos);
    private final ResourceWatch watch = ResourceWatch.of(deadlock, Thresholds.DEFAULT);

    @AfterEach
    void end() throws InterruptedException {
        for (Thread each : threads) {
            each.interrupt();
            each.join();
        }
    }

    @Test
    void aRequestInTheCircleIsCritical() {
        lockUp();
        requests.add(threads.get(0));
        look();

        assertThat(watch.exhausted()).isTrue();
        assertThat(watch.noticed().severity()).isEqualTo(Severity.CRITICAL);
        assertThat(watch.noticed().message())
                .startsWith("2 threads wait for one another for ever and hold up 1 requests; ")
                .contains("waits for", "ReentrantLock");
        assertThat(watch.noticed().evidence()).containsKeys("threads", "stack");
    }

    @Test
    void aRequestBehindTheCircleIsHeldUpToo() {
        lockUp();
        requests.add(start("behind", first, new CountDownLatch(0), first));
        await(requests.get(0));
        look();

        assertThat(watch.exhausted()).isTrue();
    }

    @Test
    void threadsThatHoldUpNoRequestAreNobodysBusiness() {
        lockUp();
        requests.add(Thread.currentThread());
        look();

        assertThat(watch.noticed()).isNull();
    }

    @Test
    void withoutALongRequestNobodyLooks() {
        lockUp();
        look();

        assertThat(watch.noticed()).isNull();
        assertThat(watch.state().used()).isZero();
    }

    @Test
    void requestsThatOnlyTakeLongAreNoDeadlock() {
        requests.add(Thread.currentThread());
        look();

        assertThat(watch.noticed()).isNull();
    }

    @Test
    void whatWasResolvedIsOver() throws InterruptedException {
        lockUp();
        requests.add(threads.get(0));
        look();
        assertThat(watch.exhausted()).isTrue();
        end();
        nanos += TimeUnit.SECONDS.toNanos(5);
        look();

        assertThat(watch.noticed()).isNull();
    }

    private void look() {
        nanos += TimeUnit.SECONDS.toNanos(1);
        watch.look(nanos);
    }

    private void lockUp() {
        start("one", first, bothHold, second);
        start("two", second, bothHold, first);
        threads.forEach(DeadlockTest::await);
    }

    private Thread start(String name, ReentrantLock own, CountDownLatch before, ReentrantLock other) {
        Thread thread = new Thread(
                () -> {
                    try {
                        if (own != other) {
                            own.lock();
                        }
                        before.countDown();
                        before.await();
                        other.lockInterruptibly();
                    } catch (InterruptedException e) {
                        // The end of the test.
                    }
                },
                name);
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
        return thread;
    }

    private static void await(Thread thread) {
        Awaitility.await(thread.getName() + " waits")
                .until(() -> thread.getState() == Thread.State.WAITING && inLock(thread));
    }

    private static boolean inLock(Thread thread) {
        for (StackTraceElement frame : thread.getStackTrace()) {
            if (frame.getMethodName().equals("lockInterruptibly")) {
                return true;
            }
        }
        return false;
    }
}
