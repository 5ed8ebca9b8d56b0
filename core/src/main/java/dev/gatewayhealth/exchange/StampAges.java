package dev.gatewayhealth.exchange;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How old the gateway's stamps were of the requests that were asked for them, since the watchdog took the last of them. Request threads add,
 * the watchdog takes; one that is added just then may count for the next time in part, which is no harm.
 */
public final class StampAges {

    private final AtomicLong longest = new AtomicLong(-1);
    private final AtomicLong shortest = new AtomicLong(Long.MAX_VALUE);
    private final AtomicInteger added = new AtomicInteger();

    private long most = -1;
    private long least = Long.MAX_VALUE;
    private int count;

    /** None yet. */
    public StampAges() {}

    void add(long nanos) {
        if (nanos < 0) {
            return;
        }
        long before = longest.get();
        while (nanos > before && !longest.compareAndSet(before, nanos)) {
            before = longest.get();
        }
        before = shortest.get();
        while (nanos < before && !shortest.compareAndSet(before, nanos)) {
            before = shortest.get();
        }
        added.incrementAndGet();
    }

    /** On the watchdog's thread: what came since is what the rest of these methods tell. */
    public void take() {
        if (added.get() == 0) {
            count = 0;
            most = -1;
            least = Long.MAX_VALUE;
            return;
        }
        count = added.getAndSet(0);
        most = longest.getAndSet(-1);
        least = shortest.getAndSet(Long.MAX_VALUE);
    }

    /** {@return how many were taken} */
    public int count() {
        return count;
    }

    /** {@return the oldest of those taken, in nanoseconds; -1 if none was} */
    public long most() {
        return most;
    }

    /** {@return the youngest of them; {@link Long#MAX_VALUE} if none was taken} */
    public long least() {
        return least;
    }
}
