package dev.gatewayhealth.resource;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * How long the task at the head of a first-in-first-out queue has waited at least, seen from outside at intervals: queues
 * keep no times.
 *
 * <p>Two signs, and the older one counts: the same object was at the head before; or, where arrivals are counted, the
 * head's number had been reached before. The second one sees the wait in a queue that moves, too.
 */
final class QueueAge {

    /** Half a minute of looks at ten a second; an older arrival is as old as the oldest one remembered. */
    private static final int REMEMBERED = 300;

    private final long[] seenAt = new long[REMEMBERED];
    private final long[] arrived = new long[REMEMBERED];
    private int first;
    private int size;

    private @Nullable Object head;
    private long headSince;

    /** Nobody waits; what comes next has not waited yet. */
    long none() {
        head = null;
        size = 0;
        return 0;
    }

    /** The age of the head in nanoseconds, as far as it was seen. */
    long look(long now, int queued, @Nullable Object oldest, OptionalLong submitted) {
        if (oldest == null || oldest != head) {
            head = oldest;
            headSince = now;
        }
        long age = now - headSince;
        return submitted.isPresent() ? Math.max(age, counted(now, queued, submitted.getAsLong())) : age;
    }

    private long counted(long now, int queued, long total) {
        remember(now, total);
        long number = total - queued + 1;
        while (arrived[first] < number && size > 1) {
            dropFirst();
        }
        return now - seenAt[first];
    }

    private void remember(long now, long total) {
        if (size == REMEMBERED) {
            dropFirst();
        }
        int next = (first + size) % REMEMBERED;
        seenAt[next] = now;
        arrived[next] = total;
        size++;
    }

    private void dropFirst() {
        first = (first + 1) % REMEMBERED;
        size--;
    }
}
