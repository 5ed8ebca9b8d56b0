package dev.gatewayhealth.watch;

import dev.gatewayhealth.exchange.OtherEnd;
import dev.gatewayhealth.proc.SocketTable;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * When the kernel's table of connections is read: only while some exchange needs what stands nowhere else, and no oftener than keeps that to
 * one percent of a core, but at least once a second if any of them cannot be asked, and oftener while such an exchange is at its limit.
 *
 * <p>Belongs to the watchdog thread.
 */
final class TableReading {

    static final long EVERY = TimeUnit.MILLISECONDS.toNanos(100);
    static final long AT_LEAST_EVERY = TimeUnit.SECONDS.toNanos(1);

    /**
     * While some exchange is at its limit, whatever it costs: each is for a second or two, and what is missed then, because the
     * service comes to its end 300 ms later, is never known. Two looks, less what they may be early.
     */
    private static final long AT_A_LIMIT = TimeUnit.MILLISECONDS.toNanos(150);

    /** Where no exchange depends on the table to know who left: into how many parts a limit is cut, and the longest of them. */
    private static final int LIMIT_SHARES = 16;

    private static final long AT_MOST_SELDOM = TimeUnit.SECONDS.toNanos(4);

    /** One percent of a core. */
    private static final int SHARE = 100;

    /** What a reading is taken to cost before any was made; the first ones run cold and say nothing. */
    private static final long USUAL_COST = EVERY / SHARE;

    private final @Nullable SocketTable table;
    private long last;
    private long earlier;
    private long cost = USUAL_COST;

    /** @param table null where it cannot be read */
    TableReading(@Nullable SocketTable table, long now) {
        this.table = table;
        this.last = now;
        this.earlier = now;
    }

    @Nullable
    SocketTable table() {
        return table;
    }

    /** Whether it could be read at all when that was last tried. */
    boolean works() {
        return table != null && table.problem() == null;
    }

    /** When it was last read; before that, when the watch began. */
    long last() {
        return last;
    }

    /** When it was read before that. */
    long earlier() {
        return earlier;
    }

    /** Whether one of these needs it now. */
    boolean due(List<Followed> awake, long now, long strictestReadTimeout) {
        return table != null && needed(awake) && now - last >= interval(awake, strictestReadTimeout);
    }

    /** Reads it; does nothing where there is none. */
    void read(SocketTable.Meanwhile meanwhile, long now) {
        if (table == null) {
            return;
        }
        table.read(meanwhile);
        earlier = last;
        last = now;
        // The least of late is what it costs; more is somebody else having had the processor.
        cost = Math.min(cost + cost / 8, Math.max(table.readNanos(), USUAL_COST));
    }

    private static boolean needed(List<Followed> awake) {
        for (Followed each : awake) {
            if (each.needsTable()) {
                return true;
            }
        }
        return false;
    }

    private long interval(List<Followed> awake, long strictestReadTimeout) {
        long affordable = Math.min(Math.max(EVERY, cost * SHARE), atLeastEvery(awake, strictestReadTimeout));
        return affordable > AT_A_LIMIT && leavingExpected(awake) ? AT_A_LIMIT : affordable;
    }

    private static boolean leavingExpected(List<Followed> awake) {
        for (Followed each : awake) {
            if (Leaving.expected(each)) {
                return true;
            }
        }
        return false;
    }

    /** What lies unread moves the clock of a silence; where only that is asked for, a small share of the limit is near enough. */
    private static long atLeastEvery(List<Followed> awake, long strictestReadTimeout) {
        for (Followed each : awake) {
            if (each.otherEnd == OtherEnd.UNTOLD && each.needsTable()) {
                return AT_LEAST_EVERY;
            }
        }
        return Math.min(Math.max(strictestReadTimeout / LIMIT_SHARES, AT_LEAST_EVERY), AT_MOST_SELDOM);
    }
}
