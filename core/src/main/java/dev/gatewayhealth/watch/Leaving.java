package dev.gatewayhealth.watch;

import dev.gatewayhealth.exchange.OtherEnd;
import dev.gatewayhealth.proc.SocketTable;
import dev.gatewayhealth.proc.TcpState;

/**
 * Whether the gateway has left an exchange that still runs, and whether at its own limit or because its client left.
 *
 * <p>The sign is the connection: the gateway closes or resets it. The socket itself says so where it can be asked; elsewhere it goes to
 * CLOSE_WAIT in the kernel's table, or leaves it.
 */
final class Leaving {

    /** nginx leaves a timer alone that is off by less than this (NGX_TIMER_LAZY_DELAY in ngx_event_timer.h). */
    private static final long LAZY = 300_000_000L;

    /** A gateway that has not left by then, has a longer limit than we know. */
    private static final long WAITING_ON = 1_000_000_000L;

    /** How much later than the gateway's clock ours may have started, on the way from its last write to the container. */
    private static final long STAMPS_APART = 100_000_000L;

    /** A line can be missed while connections come and go; one that is missing twice is gone. */
    private static final int ABSENCES = 2;

    private Leaving() {}

    /** Whether the connection shows that the other end is gone. */
    static boolean left(Followed followed) {
        SocketTable.Lookup socket = followed.socket;
        if (socket == null || followed.otherEnd != OtherEnd.UNTOLD) {
            return followed.otherEnd == OtherEnd.GONE;
        }
        if (socket.found()) {
            return socket.state() == TcpState.CLOSE_WAIT;
        }
        return socket.gone() && socket.absences() >= ABSENCES;
    }

    /**
     * Whether nothing but the limit can tell, and it has passed. A second is added to it: what is only inferred may be late,
     * not early.
     *
     * @param tableWorks whether the kernel's table could be read at all
     */
    static boolean inferred(Followed followed, boolean tableWorks) {
        Limit limit = followed.limit;
        return (followed.untold || !tableWorks)
                && followed.otherEnd == OtherEnd.UNTOLD
                && limit != null
                && limit.nanos(followed.phase) != Long.MAX_VALUE
                && followed.seenSilence >= limit.lenientNanos(followed.phase) + 1_000_000_000L;
    }

    /**
     * Whether it is worth reading the kernel's table often: the gateway may leave at any moment, and only the table tells.
     */
    static boolean expected(Followed followed) {
        Limit limit = followed.limit;
        if (limit == null || !followed.needsTable()) {
            return false;
        }
        // A socket that can be asked tells of itself.
        return followed.otherEnd == OtherEnd.UNTOLD && isAtOneOf(followed, limit);
    }

    /** Whether the gateway may leave at any moment. */
    static boolean atALimit(Followed followed) {
        Limit limit = followed.limit;
        return limit != null && isAtOneOf(followed, limit);
    }

    /** From which silence on an exchange may be near its limit, or be left at it, in nanoseconds. */
    static long inSight(Limit limit, Phase phase, double warnAt) {
        long bound = limit.nanos(phase);
        return bound == Long.MAX_VALUE ? bound : (long) Math.min(warnAt * bound, bound - 2.0 * LAZY);
    }

    private static boolean isAtOneOf(Followed followed, Limit limit) {
        return isClose(followed, limit.nanos(followed.phase)) || isClose(followed, limit.lenientNanos(followed.phase));
    }

    private static boolean isClose(Followed followed, long bound) {
        return followed.silence - bound >= -2 * LAZY && followed.seenSilence - bound <= WAITING_ON;
    }

    /**
     * Whether it was the gateway's limit rather than its client.
     *
     * @param earliest how long the gateway had been waiting when it was last seen not to have left
     * @param latest the same when it was seen to have left
     */
    static boolean atLimit(Limit limit, Phase phase, long earliest, long latest) {
        if (isAt(limit.lenientNanos(phase), phase, earliest, latest)) {
            return true;
        }
        // Several limits are possible: it was one of them if the gateway left just then.
        long bound = bound(limit, phase, latest);
        return isAt(bound, phase, earliest, latest) && earliest <= bound + LAZY;
    }

    /** The limit at which it left, of those that are possible. */
    static Limit limitOf(Limit limit, Phase phase, long latest) {
        long bound = bound(limit, phase, latest);
        return phase == Phase.RECEIVING ? limit : limit.between(bound, bound);
    }

    /**
     * The limit without those that have passed while somebody waited on: it is none of them. Only of what was seen itself.
     *
     * @return the same if all are possible, or nobody can tell
     */
    static Limit possible(Followed followed, Limit limit) {
        boolean passed = limit.ambiguous()
                && followed.phase != Phase.RECEIVING
                && followed.otherEnd == OtherEnd.THERE
                && followed.seenSilence >= limit.nanos(followed.phase) + WAITING_ON;
        return passed ? limit.between(followed.seenSilence - WAITING_ON + 1, Long.MAX_VALUE) : limit;
    }

    /** The longest limit that had passed when it was seen to have left, in nanoseconds. */
    private static long bound(Limit limit, Phase phase, long latest) {
        return phase == Phase.RECEIVING ? limit.nanos(phase) : limit.longestUpTo(latest + LAZY);
    }

    private static boolean isAt(long bound, Phase phase, long earliest, long latest) {
        // The timer of the header is started once and is exact; only that of the body may fire early.
        boolean exact = phase != Phase.STREAMING && earliest < bound - LAZY;
        return latest >= bound - (exact ? STAMPS_APART : LAZY);
    }
}
