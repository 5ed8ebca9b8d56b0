package dev.gatewayhealth.watch;

import dev.gatewayhealth.exchange.StampAges;
import java.util.concurrent.TimeUnit;

/**
 * How long a request that comes through now can have waited in front of this service. The gateway's stamp on it may be older: nginx stamps
 * a request once and keeps the stamp when it turns to the next server, and who stamps it before nginx has its body stamps the
 * client's time. So of a stamp's age as much is believed as was seen here: of the queues themselves, of the process standing still, and
 * where no queue can be seen, of all stamps together ({@link OldStamps}).
 *
 * <p>Belongs to the watchdog thread.
 */
final class WaitHere {

    /** An exchange is taken up at an age of two or three looks, and what it waited for may have ended with the one before. */
    private static final int LOOKS = 4;

    /** A look comes so late by itself. */
    private static final long USUAL = TimeUnit.MILLISECONDS.toNanos(200);

    private static final long LATE = TimeUnit.MILLISECONDS.toNanos(500);

    private final long[] seen = new long[LOOKS];
    private final OldStamps stamps = new OldStamps();
    private int turn;

    /** Whether the age of what waits can be seen; then stamps prove nothing beside it. */
    private boolean told;

    /**
     * At each look, before anything is judged.
     *
     * @param working whether anything is in flight
     * @param limitNanos the strictest read timeout
     */
    void look(long now, long lastLook, boolean working, StampAges ages, long limitNanos) {
        turn = (turn + 1) % LOOKS;
        long gap = now - lastLook;
        seen[turn] = gap >= LATE ? gap - USUAL : 0;
        stamps.look(now, working, ages, limitNanos);
        if (!told) {
            seen[turn] = Math.max(seen[turn], stamps.proven(now));
        }
    }

    /**
     * What was seen of the queues since.
     *
     * @param longest how long the oldest in any of them has waited, in nanoseconds; 0 if none waits
     * @param all whether that is known of all requests that wait for a thread
     */
    void queues(long longest, boolean all) {
        seen[turn] = Math.max(seen[turn], longest);
        told = all;
    }

    /** As much of a stamp's age, in nanoseconds, as can have been a wait here; negative if that is. */
    long of(long age) {
        return Math.min(age, most());
    }

    /** The longest anybody who came through at the last looks can have waited here, in nanoseconds. */
    long most() {
        long most = 0;
        for (long each : seen) {
            most = Math.max(most, each);
        }
        return most;
    }
}
