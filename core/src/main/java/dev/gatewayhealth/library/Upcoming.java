package dev.gatewayhealth.library;

import dev.gatewayhealth.Monitor;
import dev.gatewayhealth.thread.OwnThread;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A monitor that is put together beside the start of its host, which its hundred classes would hold up by tens of milliseconds.
 * Whoever needs it waits for it; the requests do not need it. Any thread may call.
 */
final class Upcoming {

    private final Supplier<Monitor> maker;
    private final Consumer<String> problems;
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile @Nullable Monitor monitor;

    private Upcoming(Supplier<Monitor> maker, Consumer<String> problems) {
        this.maker = maker;
        this.problems = problems;
    }

    /**
     * Begins to make it.
     *
     * @param maker called once, on a thread of ours; what it throws is told and leaves the host without a monitor
     * @param problems where a line goes if it cannot be made
     */
    static Upcoming by(Supplier<Monitor> maker, Consumer<String> problems) {
        Upcoming upcoming = new Upcoming(maker, problems);
        try {
            OwnThread.of("gateway-health-start", upcoming::make).start();
        } catch (OutOfMemoryError e) {
            // No thread can be had: the monitor will not get its own either, and says so.
            upcoming.make();
        }
        return upcoming;
    }

    private void make() {
        try {
            monitor = maker.get();
        } catch (Throwable e) {
            problems.accept("[gateway-health] ERROR nothing is watched, for the monitor could not be started: " + e);
        } finally {
            over.countDown();
        }
    }

    /** As far as it has come: null until it is there, and if it could not be made. One volatile read. */
    @Nullable
    Monitor now() {
        return monitor;
    }

    /** Waits for it, which takes no longer than the making; an interrupt is kept for the caller. Null if it could not be made. */
    @Nullable
    Monitor await() {
        boolean interrupted = false;
        while (over.getCount() > 0) {
            try {
                over.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return monitor;
    }
}
