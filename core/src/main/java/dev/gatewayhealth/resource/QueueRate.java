package dev.gatewayhealth.resource;

/**
 * How long the last in a queue will wait, by how fast the queue has been served: Little's law, from the queue's length and the tasks that
 * left it. For use by one thread.
 */
final class QueueRate {

    private static final long SHORTEST = 1_000_000_000L;
    private static final long WINDOW = 5_000_000_000L;

    /** Fewer tasks say nothing of a rate. */
    private static final long FEWEST = 10;

    private boolean begun;
    private long markNanos;
    private long markTaken;
    private long newerNanos;
    private long newerTaken;

    /** Nobody waits; the next one finds another rate. */
    void none() {
        begun = false;
    }

    /**
     * How long the last in the queue will wait from now on, in nanoseconds; 0 if that cannot be told yet.
     *
     * @param submitted all tasks that ever came, those in the queue included
     */
    long expectedNanos(long now, int queued, long submitted) {
        long taken = submitted - queued;
        if (!begun) {
            begun = true;
            markNanos = now;
            markTaken = taken;
            newerNanos = now;
            newerTaken = taken;
        }
        if (now - newerNanos >= WINDOW) {
            markNanos = newerNanos;
            markTaken = newerTaken;
            newerNanos = now;
            newerTaken = taken;
        }
        long served = taken - markTaken;
        return now - markNanos < SHORTEST || served < FEWEST
                ? 0
                : (long) ((double) queued * (now - markNanos) / served);
    }
}
