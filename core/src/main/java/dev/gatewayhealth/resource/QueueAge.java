package dev.gatewayhealth.resource;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * How long the task at the head of a first-in-first-out queue has waited at least, seen from outside at intervals.
 *
 * <p>Two signs, and the older one counts: the same object was at the head before; or, where arrivals are counted, the head's
 * number had been reached before.
 */
final class QueueAge {

    /** A minute of readings at four a second; older ones are older than any wait that matters still. */
    private static final int REMEMBERED = 256;

    private final long[] readAt = new long[REMEMBERED];
    private final long[] arrived = new long[REMEMBERED];
    private int first;
    private int size;

    private @Nullable Object head;
    private long headSinceNanos;

    /** Takes in a reading and answers the age in nanoseconds, 0 if nobody waits. */
    long read(long nanos, int queued, @Nullable Object oldest, OptionalLong submitted) {
        if (queued <= 0) {
            head = null;
            size = 0;
            return 0;
        }
        if (oldest == null || oldest != head) {
            head = oldest;
            headSinceNanos = nanos;
        }
        long age = nanos - headSinceNanos;
        return submitted.isPresent() ? Math.max(age, counted(nanos, queued, submitted.getAsLong())) : age;
    }

    private long counted(long nanos, int queued, long total) {
        remember(nanos, total);
        long number = total - queued + 1;
        while (arrived[first] < number && size > 1) {
            first = (first + 1) % REMEMBERED;
            size--;
        }
        return nanos - readAt[first];
    }

    private void remember(long nanos, long total) {
        if (size == REMEMBERED) {
            first = (first + 1) % REMEMBERED;
            size--;
        }
        int last = (first + size) % REMEMBERED;
        readAt[last] = nanos;
        arrived[last] = total;
        size++;
    }
}
