package dev.gatewayhealth.watch;

import java.util.concurrent.TimeUnit;

/**
 * How long a request that bears no stamp waited for a thread before the server had read any of it. Requests wait in the order in which
 * they came, so whoever was served next after a look had been waiting for about as long as the oldest one at that look.
 *
 * <p>Belongs to the watchdog thread.
 */
final class UnreadWait {

    /** An exchange is taken up a fraction of a second after it began; a second and a half of looks is enough. */
    private static final int LOOKS = 16;

    /** A look comes that late at most, as long as the machine has time for it. */
    private static final long USUAL = TimeUnit.MILLISECONDS.toNanos(200);

    private final long[] at = new long[LOOKS];
    private final long[] oldest = new long[LOOKS];
    private int size;
    private int turn;

    /**
     * At each look.
     *
     * @param oldestNanos how long the oldest request that is not read yet has waited as far as was seen; 0 if none waits, or nobody can tell
     */
    void look(long now, long oldestNanos) {
        turn = (turn + 1) % LOOKS;
        at[turn] = now;
        oldest[turn] = oldestNanos;
        size = Math.min(size + 1, LOOKS);
    }

    /** How long the request waited that was read then, in nanoseconds; 0 where no wait was seen. */
    long of(long arrivalNanos) {
        for (int back = 0; back < size; back++) {
            int each = (turn - back + LOOKS) % LOOKS;
            if (at[each] - arrivalNanos <= 0) {
                return oldest[each] == 0 ? 0 : oldest[each] + arrivalNanos - at[each] + late(each, back);
            }
        }
        return 0;
    }

    /** What waits came up to a look before it was seen: a warning comes early rather than late. */
    private long late(int look, int back) {
        return back + 1 < size ? Math.min(at[look] - at[(look - 1 + LOOKS) % LOOKS], USUAL) : 0;
    }
}
