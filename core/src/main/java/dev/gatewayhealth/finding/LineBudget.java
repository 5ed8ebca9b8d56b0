package dev.gatewayhealth.finding;

import java.time.Duration;

/** How many log lines a code may still write: a few at once, then one every ten seconds. */
final class LineBudget {

    static final int AT_ONCE = 6;
    static final long NANOS_PER_LINE = Duration.ofSeconds(10).toNanos();

    private long paidNanos;
    private long leftOut;

    LineBudget(long nanos) {
        paidNanos = nanos - AT_ONCE * NANOS_PER_LINE;
    }

    /** Whether one more line may be written; if not, it is counted. */
    boolean spend(long nanos) {
        long savedNanos = Math.min(nanos - paidNanos, AT_ONCE * NANOS_PER_LINE);
        if (savedNanos < NANOS_PER_LINE) {
            leftOut++;
            return false;
        }
        paidNanos = nanos - savedNanos + NANOS_PER_LINE;
        return true;
    }

    /** How many lines were left out since the last time somebody asked. */
    long takeLeftOut() {
        long count = leftOut;
        leftOut = 0;
        return count;
    }
}
