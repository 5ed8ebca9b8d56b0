package dev.gatewayhealth.exchange;

import org.jspecify.annotations.Nullable;

/**
 * What the watchdog remembers of an exchange between two looks; kept in the slot so that nothing is allocated for the many
 * exchanges that are gone before they matter. Written by the watchdog thread only.
 */
public final class Watched {

    private long generation = -1;
    private long silentSince;
    private int written;
    private @Nullable Object more;

    /** Whether it belongs to that generation; if not, it is stale. */
    public boolean isOf(long ofGeneration) {
        return generation == ofGeneration;
    }

    /** Starts anew for another use of the slot. */
    public void begin(long newGeneration, long arrival) {
        silentSince = arrival;
        written = 0;
        more = null;
        generation = newGeneration;
    }

    /** When the clock that the gateway runs against this exchange was last restarted. */
    public long silentSince() {
        return silentSince;
    }

    public void silentSince(long nanos) {
        silentSince = nanos;
    }

    /** The {@link Exchange#written} of the last look. */
    public int written() {
        return written;
    }

    public void written(int count) {
        written = count;
    }

    /** What the watch keeps beside this for an exchange that has become old enough to matter; null before. */
    public @Nullable Object more() {
        return more;
    }

    public void more(Object value) {
        more = value;
    }
}
