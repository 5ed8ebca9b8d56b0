package dev.gatewayhealth.watch;

import dev.gatewayhealth.exchange.StampAges;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * What the gateway's stamps alone say of a queue, where the queue itself cannot be seen.
 *
 * <p>In a queue everybody waits: while one is that long, whoever comes through has an old stamp, and no two the same. One request with a
 * fresh stamp shows that there is none. What nginx passes on after another server has failed comes between others that are fresh; where
 * all of it does, because the other server is asked first each time, the stamps are as old as a timeout, one like the other. And nobody waits
 * in front of a service that has nothing to do. So a queue is as long as the youngest stamp of the last while, if they differ.
 *
 * <p>Belongs to the watchdog thread.
 */
final class OldStamps {

    private static final int BUCKETS = 8;

    /** Fewer may all have been tried elsewhere before. */
    private static final int ENOUGH = 5;

    /** What is tried again after a timeout is as old as the next within milliseconds, on a busy machine within some more. */
    private static final long ALIKE = TimeUnit.MILLISECONDS.toNanos(250);

    private static final int ALIKE_SHARE = 20;

    private static final long LEAST_WHILE = TimeUnit.SECONDS.toNanos(1);
    private static final long MOST_WHILE = TimeUnit.SECONDS.toNanos(10);

    private final int[] count = new int[BUCKETS];
    private final long[] least = new long[BUCKETS];
    private final long[] most = new long[BUCKETS];
    private long width;

    /** Counted from {@link #busySince}. */
    private long bucket;

    private long busySince;
    private boolean busy;

    /**
     * A look.
     *
     * @param working whether anything is in flight
     * @param ages those taken at this look
     * @param limitNanos the strictest read timeout: a quarter of it is the while that is looked back
     */
    void look(long now, boolean working, StampAges ages, long limitNanos) {
        long itsWidth = Math.min(Math.max(limitNanos / 4, LEAST_WHILE), MOST_WHILE) / BUCKETS;
        if (!working || !busy || itsWidth != width) {
            Arrays.fill(count, 0);
            width = itsWidth;
            bucket = 0;
            busy = working;
            busySince = now;
        }
        turn((now - busySince) / width);
        add(ages);
    }

    /** How long the queue in front of the service is, in nanoseconds, as far as its stamps prove one; else 0. */
    long proven(long now) {
        if (!busy || now - busySince < BUCKETS * width) {
            return 0;
        }
        int all = 0;
        long youngest = Long.MAX_VALUE;
        long oldest = 0;
        for (int i = 0; i < BUCKETS; i++) {
            if (count[i] > 0) {
                all += count[i];
                youngest = Math.min(youngest, least[i]);
                oldest = Math.max(oldest, most[i]);
            }
        }
        boolean differ = oldest - youngest >= Math.max(ALIKE, oldest / ALIKE_SHARE);
        return all >= ENOUGH && differ ? youngest : 0;
    }

    private void turn(long now) {
        for (long each = Math.max(bucket + 1, now - BUCKETS + 1); each <= now; each++) {
            count[place(each)] = 0;
        }
        bucket = now;
    }

    private void add(StampAges ages) {
        if (ages.count() == 0) {
            return;
        }
        int place = place(bucket);
        boolean first = count[place] == 0;
        count[place] += ages.count();
        least[place] = first ? ages.least() : Math.min(least[place], ages.least());
        most[place] = first ? ages.most() : Math.max(most[place], ages.most());
    }

    private static int place(long bucket) {
        return (int) (bucket % BUCKETS);
    }
}
