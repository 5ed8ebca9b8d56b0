package dev.gatewayhealth.finding;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One finding as long as it is remembered: noticed, told, renewed at each tick, ended. */
final class Entry {

    /** What became of it at the end of a tick. */
    enum Turn {
        NONE,
        BEGAN,
        CHANGED,
        ENDED
    }

    /** How long an event counts as active after it happened the last time. */
    private static final long EVENT_NANOS = Duration.ofSeconds(60).toNanos();

    private final String subject;
    private Noticed latest;
    private long count;
    private boolean raised;
    private boolean happened;
    private boolean event;
    private long happenedNanos;
    private @Nullable Severity told;
    private Instant since = Instant.EPOCH;
    private @Nullable Instant until;
    private long endedNanos;

    Entry(String subject, Noticed first) {
        this.subject = subject;
        latest = first;
    }

    /** Its state is so at this tick. */
    void raise(Noticed state) {
        take(state);
        raised = true;
        count += state.occurrences();
    }

    /** It happened, since the last tick, as often as the rule says and at least once. */
    void happen(Noticed occurrence) {
        take(occurrence);
        happened = true;
        count += Math.max(1, occurrence.occurrences());
    }

    /** Ends the tick: says what became of it, and gets ready for the next one. */
    Turn settle(long nanos, Instant at) {
        if (happened) {
            event = true;
            happenedNanos = nanos;
        }
        boolean holds = raised || (event && nanos - happenedNanos < EVENT_NANOS);
        raised = false;
        happened = false;
        if (!active()) {
            return Turn.NONE;
        }
        if (!holds) {
            until = at;
            endedNanos = nanos;
            return Turn.ENDED;
        }
        return tell(at);
    }

    boolean active() {
        return until == null;
    }

    /** How long ago it ended; means nothing while it is active. */
    long endedFor(long nanos) {
        return nanos - endedNanos;
    }

    Finding finding() {
        return new Finding(
                latest.code(),
                subject,
                latest.severity(),
                since,
                until,
                Math.max(1, count),
                latest.message(),
                latest.gateway(),
                latest.evidence(),
                latest.remedy());
    }

    /** The newest statement replaces the older; of several in one tick the worst stays. */
    private void take(Noticed statement) {
        boolean firstThisTick = !raised && !happened;
        if (firstThisTick || statement.severity().compareTo(latest.severity()) >= 0) {
            latest = statement;
        }
    }

    private Turn tell(Instant at) {
        Severity before = told;
        told = latest.severity();
        if (before == null) {
            since = at;
            return Turn.BEGAN;
        }
        return before == told ? Turn.NONE : Turn.CHANGED;
    }
}
