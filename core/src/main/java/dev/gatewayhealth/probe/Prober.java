package dev.gatewayhealth.probe;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.gatewayhealth.contract.Listening;
import dev.gatewayhealth.drain.Drain;
import dev.gatewayhealth.exchange.Ticker;
import dev.gatewayhealth.resource.ListenerGauge;
import dev.gatewayhealth.resource.ListenerHealth;
import dev.gatewayhealth.resource.Probe;
import dev.gatewayhealth.thread.OwnThread;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends one request now and then to each of our listeners, on a thread of its own: for the health endpoint, which is answered on the
 * connector before anything of the application, and is neither an exchange nor a poll.
 */
public final class Prober implements AutoCloseable {

    private static final long SHORTEST = TimeUnit.SECONDS.toNanos(1);
    private static final long LONGEST = TimeUnit.SECONDS.toNanos(5);

    private final String path;
    private final long everyNanos;
    private final Supplier<Duration> patience;
    private final Drain drain;
    private final Ticker ticker;
    private final List<ListenerHealth> listeners = new CopyOnWriteArrayList<>();
    private volatile boolean closed;
    private volatile @Nullable Thread thread;

    /**
     * Probes nobody yet, and has no thread until it does.
     *
     * @param path of the health endpoint
     * @param every how often each listener is asked; one that did not answer is asked every second
     * @param patience what the gateway would have; a probe waits for so long, but for 1 s at least and 5 s at most
     * @param drain while that lasts, a listener that is closed is no news
     * @param ticker the clock; nanoseconds that only differences are taken of
     */
    public Prober(String path, Duration every, Supplier<Duration> patience, Drain drain, Ticker ticker) {
        this.path = path;
        this.everyNanos = every.toNanos();
        this.patience = patience;
        this.drain = drain;
        this.ticker = ticker;
    }

    /**
     * Probes that listener too, from now on.
     *
     * @param listener what is found is told to it
     */
    public synchronized void add(ListenerHealth listener) {
        listeners.add(listener);
        Thread its = thread;
        if (its == null) {
            its = OwnThread.of("gateway-health-probe", new Probing());
            thread = its;
            its.start();
        } else {
            LockSupport.unpark(its);
        }
    }

    /**
     * Probes that listener no more.
     *
     * @param listener one that was added
     */
    public void remove(ListenerHealth listener) {
        listeners.remove(listener);
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }

    private void probe() {
        while (!closed) {
            long start = ticker.nanos();
            boolean allAnswered = true;
            for (ListenerHealth each : listeners) {
                allAnswered &= asked(each);
            }
            long pause = allAnswered ? everyNanos : Math.min(everyNanos, SHORTEST);
            LockSupport.parkNanos(this, Math.max(pause - (ticker.nanos() - start), pause / 10));
        }
    }

    /** Whatever a server's objects throw, the others are asked, and this one again. */
    private boolean asked(ListenerHealth listener) {
        try {
            return ask(listener);
        } catch (Throwable e) {
            return false;
        }
    }

    private boolean ask(ListenerHealth listener) {
        if (drain.closesPorts() || listener.gauge().unfit() != null) {
            return true;
        }
        Probe probe = probe(listener.gauge());
        listener.probed(probe);
        return probe.answered();
    }

    private Probe probe(ListenerGauge gauge) {
        long start = ticker.nanos();
        try {
            Listening place = gauge.listening();
            byte[] request = ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nUser-Agent: " + ProbeToken.userAgent()
                            + "\r\nConnection: close\r\n\r\n")
                    .getBytes(US_ASCII);
            long bound = Math.min(LONGEST, Math.max(SHORTEST, patience.get().toNanos()));
            return gauge.secure()
                    ? SecureProbe.of(place, request, ticker, bound)
                    : PlainProbe.of(place, request, ticker, bound);
        } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
            return new Probe(Probe.Outcome.UNABLE, start, 0, 0, ticker.nanos() - start, String.valueOf(e));
        }
    }

    /** What the thread does. */
    private final class Probing implements Runnable {

        @Override
        public void run() {
            probe();
        }
    }
}
