package dev.gatewayhealth.watch;

import dev.gatewayhealth.proc.SocketTable;
import dev.gatewayhealth.proc.TcpState;

/**
 * Whether the gateway has left an exchange that still runs, and whether at its own limit or because its client left.
 *
 * <p>The sign is the connection: the gateway closes it, so it goes to CLOSE_WAIT, or it resets it, and it leaves the table.
 */
final class Leaving {

    /** nginx leaves a timer alone that is off by less than this (NGX_TIMER_LAZY_DELAY in ngx_event_timer.h). */
    private static final long LAZY = 300_000_000L;

    /** A line can be missed while connections come and go; one that is missing twice is gone. */
    private static final int ABSENCES = 2;

    private Leaving() {}

    /** Whether the connection shows that the other end is gone. */
    static boolean left(Followed followed) {
        SocketTable.Lookup socket = followed.socket;
        if (socket == null) {
            return false;
        }
        if (socket.found()) {
            return socket.state() == TcpState.CLOSE_WAIT;
        }
        return socket.gone() && socket.absences() >= ABSENCES && (followed.ownEnds || socket.everFound());
    }

    /**
     * Whether nothing but the limit can tell, and it has passed. A second is added to it: what is only inferred may be late,
     * not early.
     */
    static boolean inferred(Followed followed) {
        Limit limit = followed.limit;
        return followed.blind
                && limit != null
                && limit.nanos(followed.phase) != Long.MAX_VALUE
                && followed.seenSilence >= limit.lenientNanos(followed.phase) + 1_000_000_000L;
    }

    /**
     * Whether it was the gateway's limit rather than its client.
     *
     * @param silence at most how long the gateway had been waiting
     * @param uncertainty how much shorter it may have been
     */
    static boolean atLimit(Limit limit, Phase phase, long silence, long uncertainty) {
        if (silence >= limit.lenientNanos(phase) - LAZY) {
            return true;
        }
        long strictest = limit.nanos(phase);
        // Several limits are possible: it was the strictest if the gateway left just then.
        return silence >= strictest - LAZY && silence - uncertainty <= strictest + LAZY;
    }
}
