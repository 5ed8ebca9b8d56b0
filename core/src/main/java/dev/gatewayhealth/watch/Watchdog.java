package dev.gatewayhealth.watch;

import dev.gatewayhealth.exchange.Ticker;
import dev.gatewayhealth.thread.OwnThread;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that turns exchanges and resources into findings: ten looks a second, five while nothing happens, guarded.
 *
 * <p>A part that fails is said once, with its reason, and tried again at the next look; the other parts go on.
 */
public final class Watchdog implements AutoCloseable {

    private static final long EVERY = TimeUnit.MILLISECONDS.toNanos(100);

    /** At most half a percent of a core, as long as that leaves looks often enough to be of use. */
    private static final int SHARE = 200;

    /**
     * Whatever it costs: with more between two looks a warning comes after the fact, and who left a request that ends soon
     * after is never known. It costs that much only while many requests are in trouble.
     */
    private static final long AT_LEAST_EVERY = TimeUnit.MILLISECONDS.toNanos(200);

    private final Ticker ticker;
    private final Look look;
    private final Consumer<String> problems;
    private volatile boolean closed;
    private @Nullable Thread thread;
    private @Nullable String lastProblem;
    private long cost = EVERY / SHARE;

    /**
     * Not started.
     *
     * @param ticker the clock; nanoseconds that only differences are taken of
     * @param look what it does each time
     * @param problems where a line goes when a look fails
     */
    public Watchdog(Ticker ticker, Look look, Consumer<String> problems) {
        this.ticker = ticker;
        this.look = look;
        this.problems = problems;
    }

    /** What is done at each look. */
    @FunctionalInterface
    public interface Look {

        /**
         * One look.
         *
         * @param nanos when, on the watchdog's clock
         */
        void look(long nanos);

        /** {@return whether the last look found nothing that could come near a limit before a later one; asked right after it} */
        default boolean idle() {
            return false;
        }
    }

    /** Starts the thread; once. */
    public void start() {
        Thread dog = OwnThread.of("gateway-health-watchdog", new Turns());
        thread = dog;
        dog.start();
    }

    /** Has it look now instead of at its next turn; for any thread. */
    public void hurry() {
        LockSupport.unpark(thread);
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }

    /** What the thread does until it is closed. */
    private final class Turns implements Runnable {
        @Override
        public void run() {
            while (!closed) {
                turn();
            }
        }
    }

    private void turn() {
        long began = ticker.nanos();
        once(began);
        long took = ticker.nanos() - began;
        // What it costs is the least it took lately; the rest is somebody else having had the processor.
        cost = Math.min(cost + cost / 8, Math.max(took, EVERY / SHARE));
        long next = look.idle() ? AT_LEAST_EVERY : Math.min(Math.max(EVERY, cost * SHARE), AT_LEAST_EVERY);
        LockSupport.parkNanos(this, next - took);
    }

    private void once(long now) {
        try {
            look.look(now);
        } catch (Throwable e) {
            // Even a lack of memory may pass; what must not pass is the thread.
            say(e);
        }
    }

    private void say(Throwable e) {
        String problem = e.toString();
        if (!problem.equals(lastProblem)) {
            lastProblem = problem;
            try {
                problems.accept("a look at the exchanges failed and is tried again: " + problem);
            } catch (Throwable again) {
                // Nowhere left to say it.
                lastProblem = null;
            }
        }
    }
}
