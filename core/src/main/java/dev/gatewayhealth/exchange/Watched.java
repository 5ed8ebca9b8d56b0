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

    /** Of no exchange yet. */
    public Watched() {}

    /**
     * {@return whether it belongs to that generation; if not, it is stale}
     *
     * @param ofGeneration the use of the slot that is looked at
     */
    public boolean isOf(long ofGeneration) {
        return generation == ofGeneration;
    }

    /**
     * Starts anew for another use of the slot.
     *
     * @param newGeneration the use of the slot that begins
     * @param arrival when its first byte was read
     */
    public void begin(long newGeneration, long arrival) {
        silentSince = arrival;
        written = 0;
        more = null;
        generation = newGeneration;
    }

    /** {@return when the clock that the gateway runs against this exchange was last restarted} */
    public long silentSince() {
        return silentSince;
    }

    /**
     * The gateway's clock was restarted.
     *
     * @param nanos when, on the clock of the {@link Ticker}
     */
    public void silentSince(long nanos) {
        silentSince = nanos;
    }

    /** {@return the {@link Exchange#written} of the last look} */
    public int written() {
        return written;
    }

    /**
     * Remembers that for the next look.
     *
     * @param count the {@link Exchange#written} of this one
     */
    public void written(int count) {
        written = count;
    }

    /** {@return what the watch keeps beside this for an exchange that has become old enough to matter; null before} */
    public @Nullable Object more() {
        return more;
    }

    /**
     * It has become old enough to matter.
     *
     * @param value kept as it is
     */
    public void more(Object value) {
        more = value;
    }
}
