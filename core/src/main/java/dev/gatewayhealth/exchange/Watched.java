package dev.gatewayhealth.exchange;

import org.jspecify.annotations.Nullable;

/**
 * What the watchdog remembers of an exchange between two looks; kept in the slot so that nothing is allocated for the many
 * exchanges that are gone before anybody looks. Touched by the watchdog thread only.
 */
public final class Watched {

    /** The generation this belongs to; anything else means it is stale. */
    public long generation = -1;

    /** When the clock that the gateway runs against this exchange was last restarted. */
    public long silentSince;

    public int written;
    public long bodyReceived;
    public boolean committed;

    /** What the request said of itself, once read; null until then. */
    public @Nullable Object facts;

    /** Where its connection stands in the kernel's table, once known; null until then. */
    public @Nullable Object socket;

    /** Whether the connection was ever seen established, without which its absence proves nothing. */
    public boolean seenEstablished;

    /** The state of the last judgement, reset for a new generation. */
    public void begin(long newGeneration, long arrival) {
        generation = newGeneration;
        silentSince = arrival;
        written = 0;
        bodyReceived = 0;
        committed = false;
        facts = null;
        socket = null;
        seenEstablished = false;
    }
}
