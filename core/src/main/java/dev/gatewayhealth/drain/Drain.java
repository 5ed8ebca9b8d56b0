package dev.gatewayhealth.drain;

import dev.gatewayhealth.exchange.Ticker;
import dev.gatewayhealth.report.Pollers;
import dev.gatewayhealth.thread.OwnThread;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How this instance leaves: it says 503 to whoever polls, serves on until they have seen it often enough, has the gateway look elsewhere,
 * stops listening, and lets its server stop when the last request is answered.
 *
 * <p>{@link #hold} blocks whoever stops the server, for {@code drain.max} at most; the other methods block nobody. Any thread may call.
 */
public final class Drain implements Runnable {

    /** Balancers act a moment after they were told; requests are on their way. The watchdog's looks are 200 ms apart at most. */
    private static final long QUIET_NANOS = Duration.ofMillis(500).toNanos();

    /** How long a gateway that does not poll may take to notice; after that the closed port will tell it. */
    private static final long NOTICING_NANOS = Duration.ofSeconds(3).toNanos();

    /** Closing a port takes a moment; a server that takes longer is not there any more. */
    private static final long CLOSING_NANOS = Duration.ofSeconds(1).toNanos();

    private static final long PAUSE_NANOS = Duration.ofMillis(10).toNanos();

    /** A server that serves again this long after it was let go did not stop. */
    private static final long STAYED_NANOS = Duration.ofSeconds(10).toNanos();

    private final Pollers pollers;
    private final Ticker ticker;
    private final Consumer<String> lines;
    private final long minNanos;
    private final long maxNanos;
    private final AtomicReference<@Nullable Thread> driver = new AtomicReference<>();

    /** Set while the monitor is put together. */
    private volatile @Nullable Traffic traffic;

    private volatile Servers servers = Servers.NONE;

    /** Whether whoever holds lets the last requests end without us. */
    private volatile boolean finishes;

    private volatile boolean ending;
    private volatile boolean begun;
    private volatile boolean over;
    private volatile long beganNanos;
    private volatile long overNanos;

    /** While the servers close their ports, and since when. */
    private volatile boolean closing;

    private volatile long closingNanos;

    /**
     * Serves as if nothing were, until it begins.
     *
     * @param pollers who has to see that this instance leaves
     * @param min the least that a stop takes; no longer than {@code max}
     * @param max the most that a stop is held up; 0 for not at all
     * @param ticker the clock; nanoseconds that only differences are taken of
     * @param lines where a line goes that says for whom a stop waits
     */
    public Drain(Pollers pollers, Duration min, Duration max, Ticker ticker, Consumer<String> lines) {
        this.lines = lines;
        this.pollers = pollers;
        this.ticker = ticker;
        this.maxNanos = max.toNanos();
        this.minNanos = Math.min(min.toNanos(), maxNanos);
    }

    /**
     * Who tells it of the requests.
     *
     * @param itsTraffic the watchdog's
     */
    public void watching(Traffic itsTraffic) {
        traffic = itsTraffic;
    }

    /**
     * Whom it tells.
     *
     * @param itsServers of this JVM
     */
    public void serving(Servers itsServers) {
        servers = itsServers;
    }

    /** {@return whether this instance is on its way out} */
    public boolean draining() {
        return begun;
    }

    /** The process ends, whether that waits for anybody or not. */
    public void processEnds() {
        ending = true;
    }

    /** {@return whether a port that closes now is meant to} */
    public boolean closesPorts() {
        return begun || ending;
    }

    /** {@link #begin}, for those who need not know more of it. */
    @Override
    public void run() {
        begin();
    }

    /** Readiness is taken back and connections are not kept from now on; returns at once. */
    public synchronized void begin() {
        if (!begun) {
            beganNanos = ticker.nanos();
            begun = true;
            servers.lastAnswers(true);
            Traffic its = traffic;
            if (its != null) {
                its.hurry();
            }
        }
    }

    /** The same, and returns when the server may stop. Several may wait; what they wait for happens once. */
    public void hold() {
        hold(false);
    }

    /**
     * The same, for a server that is stopped by somebody who closes its port first and then waits for what has begun: once those who
     * poll know, there is only a moment to wait for, in which the gateway's idle connections are used up.
     *
     * @param itFinishes whether the one who stops it waits for what has begun
     */
    public void hold(boolean itFinishes) {
        if (maxNanos <= 0 || driver.get() == Thread.currentThread()) {
            return;
        }
        finishes = itFinishes;
        begin();
        long deadline = ticker.nanos() + maxNanos;
        drive(deadline);
        await(this::done, deadline);
    }

    /** On a thread of its own: what closes a server's port is the server's, and may not return when the server is half gone. */
    private void drive(long deadline) {
        Thread leaving = OwnThread.of("gateway-health-leaving", () -> leaveAndTell(deadline));
        if (driver.compareAndSet(null, leaving)) {
            leaving.start();
        }
    }

    private void leaveAndTell(long deadline) {
        try {
            leave(deadline);
        } finally {
            overNanos = ticker.nanos();
            over = true;
        }
    }

    /** Whether there is nothing left to wait for, or it does not come. */
    private boolean done() {
        return over || (closing && ticker.nanos() - closingNanos > CLOSING_NANOS);
    }

    /** It serves again: a server was opened, or did not stop after all. */
    public synchronized void end() {
        if (begun) {
            servers.turnAway(false);
            servers.lastAnswers(false);
            begun = false;
            over = false;
            closing = false;
            driver.set(null);
        }
    }

    /**
     * Told by the watchdog: a request is being served.
     *
     * @param now on the clock of the drain
     */
    public void serves(long now) {
        if (over && now - overNanos > STAYED_NANOS) {
            end();
        }
    }

    private void leave(long deadline) {
        String whom = pollers.unaware();
        if (whom != null) {
            lines.accept(
                    "leaving: the stop waits until " + whom + ", has been told 503 often enough to look elsewhere, "
                            + TimeUnit.NANOSECONDS.toSeconds(Math.max(0, deadline - ticker.nanos()))
                            + " s at most (drain.max)");
        }
        await(this::known, deadline);
        if (finishes) {
            await(this::quiet, Math.min(deadline, ticker.nanos() + NOTICING_NANOS));
            return;
        }
        if (!quiet() && servers.turnAway(true)) {
            await(this::quiet, Math.min(deadline, ticker.nanos() + NOTICING_NANOS));
        }
        closingNanos = ticker.nanos();
        closing = true;
        servers.stopListening();
        closing = false;
        await(this::quiet, deadline);
    }

    private boolean known() {
        Traffic its = traffic;
        return (its == null || its.shown()) && ticker.nanos() - beganNanos >= minNanos && !pollers.someoneUnaware();
    }

    private boolean quiet() {
        Traffic its = traffic;
        return its == null || its.quietNanos() >= QUIET_NANOS;
    }

    /** An interrupted thread has no time left. */
    private void await(BooleanSupplier event, long deadline) {
        while (!event.getAsBoolean()
                && ticker.nanos() - deadline < 0
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(this, PAUSE_NANOS);
        }
    }
}
