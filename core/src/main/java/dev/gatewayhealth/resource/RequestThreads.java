package dev.gatewayhealth.resource;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/** The threads that serve a connector's requests, and the queue before them. */
public final class RequestThreads implements Resource {

    /** The resource's name in the report. */
    public static final String NAME = "request-threads";

    private final ThreadPoolGauge pool;
    private final QueueAge queueAge = new QueueAge();
    private final QueueRate queueRate = new QueueRate();
    private int queued;
    private long oldestQueuedNanos;
    private long expectedNanos;
    private long mostWaitedNanos;

    /** Since when somebody waits, if somebody does. */
    private long waitingSince;

    private boolean waiting;
    private boolean bounded;
    private boolean saidToWait;

    /**
     * Not looked at yet.
     *
     * @param pool asked by the watchdog thread
     */
    public RequestThreads(ThreadPoolGauge pool) {
        this.pool = pool;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Reading read() {
        String missing = pool.missing();
        bounded = false;
        if (missing != null) {
            return new Absent(missing);
        }
        int busy = pool.busy();
        int max = pool.max();
        if (busy < 0 || max <= 0) {
            return new Absent("the pool of " + connector() + " has no bound, as with virtual threads");
        }
        bounded = true;
        queued = Math.max(0, pool.queued());
        return new Usage(busy, max, connector(), queued, evidence());
    }

    /**
     * Looks at the queue; called oftener than {@link #read}, by the same thread.
     *
     * @param now the time on the watchdog's clock
     * @return how long the oldest task has been waiting as far as was seen, in nanoseconds; 0 if none waits
     */
    public long oldestQueuedNanos(long now) {
        queued = Math.max(0, pool.queued());
        if (queued == 0) {
            oldestQueuedNanos = queueAge.none();
            queueRate.none();
            expectedNanos = 0;
            mostWaitedNanos = 0;
            waiting = false;
            return 0;
        }
        waitingSince = waiting ? waitingSince : now;
        waiting = true;
        OptionalLong submitted = pool.submitted();
        oldestQueuedNanos = queueAge.look(now, queued, pool.oldestQueued(), submitted);
        mostWaitedNanos = submitted.isPresent() ? oldestQueuedNanos : now - waitingSince;
        expectedNanos = submitted.isPresent() ? queueRate.expectedNanos(now, queued, submitted.getAsLong()) : 0;
        return oldestQueuedNanos;
    }

    /** {@return whether there is a bound, so that whoever waits for one of these threads does so in a queue that can be seen} */
    public boolean bounded() {
        return bounded;
    }

    /**
     * {@return how long anybody who waits, or has got a thread since the last look at the queue, can have waited for it, in nanoseconds}
     * Where nobody counts the tasks that is as long as there was a queue at every look.
     */
    public long mostWaitedNanos() {
        return mostWaitedNanos;
    }

    /** {@return whether what waits in the queue has not been read, so that its wait shows in no request} */
    public boolean holdsUnread() {
        return bounded && pool.holdsUnread();
    }

    /** As of the last look at the queue. */
    long oldestQueuedNanos() {
        return oldestQueuedNanos;
    }

    /** How long the last in the queue will wait if it goes on like this; 0 if that cannot be told. As of the last look. */
    long expectedNanos() {
        return expectedNanos;
    }

    /** Whether it was said, last time, that they wait too long. */
    boolean isSaidToWait() {
        return saidToWait;
    }

    void saidToWait(boolean said) {
        saidToWait = said;
    }

    int queued() {
        return queued;
    }

    /** For people: {@code connector :8080}. */
    String connector() {
        return pool.connector();
    }

    /** What to change for more threads, in the words of that server. */
    String setting() {
        return pool.setting();
    }

    /** How many threads there can be. */
    int most() {
        return pool.max();
    }

    private Map<String, Object> evidence() {
        Map<String, Object> evidence = new LinkedHashMap<>();
        evidence.put("queued", queued);
        if (queued > 0) {
            evidence.put("oldestQueuedMs", oldestQueuedNanos / 1_000_000);
        }
        return evidence;
    }
}
