package dev.gatewayhealth.resource;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The threads that serve a connector's requests, and the queue before them.
 *
 * <p>The age of the oldest queued task is measured by seeing the same task at the head of the queue again: queues keep no times, so it
 * is at most one reading too young.
 */
public final class RequestThreads implements Resource {

    public static final String NAME = "request-threads";

    private final ThreadPoolGauge pool;
    private @Nullable Object oldest;
    private long oldestSince;
    private long oldestAge;

    public RequestThreads(ThreadPoolGauge pool) {
        this.pool = pool;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Reading read() {
        int busy = pool.busy();
        int max = pool.max();
        if (busy < 0 || max <= 0) {
            return new Absent("the pool of " + pool.connector() + " has no bound, as with virtual threads");
        }
        int queued = pool.queued();
        return new Usage(
                busy,
                max,
                pool.connector(),
                queued,
                Map.of("queued", queued, "oldestQueuedMs", TimeUnit.NANOSECONDS.toMillis(oldestAge)));
    }

    /**
     * Looks at the head of the queue; called oftener than {@link #read}, by the same thread.
     *
     * @return how long the oldest task has been waiting as far as was seen, in nanoseconds; 0 if none waits
     */
    public long oldestQueuedNanos(long now) {
        Object head = pool.oldestQueued();
        if (head == null) {
            oldest = null;
            oldestAge = 0;
        } else if (head == oldest) {
            oldestAge = now - oldestSince;
        } else {
            // The one behind it came no earlier than it is old; how much later is not known, so it starts anew.
            oldest = head;
            oldestSince = now;
            oldestAge = 0;
        }
        return oldestAge;
    }

    public String setting() {
        return pool.setting();
    }
}
