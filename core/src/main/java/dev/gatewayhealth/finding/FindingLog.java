package dev.gatewayhealth.finding;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/**
 * Makes findings of what the rules notice: one for each code and subject, with its beginning, count and end.
 *
 * <p>Written by the watchdog thread alone; {@link #findings} may be read by any thread. Its size is bounded: subjects there
 * is no room for are folded into one finding of their code, {@link #OTHERS}.
 */
public final class FindingLog {

    /** The subject of the finding in which those are folded that there is no room for. */
    public static final String OTHERS = "…and others";

    private final Entries entries = new Entries();
    private final Listeners listeners;
    private boolean dirty;
    private long turns;

    /** Written by the watchdog thread once a tick, read by any. */
    private volatile List<Finding> findings = List.of();

    /**
     * A log without findings.
     *
     * @param problems where a line goes when a listener throws for the first time
     */
    public FindingLog(Consumer<String> problems) {
        listeners = new Listeners(problems);
    }

    /**
     * From now on tells this listener too; may be called on any thread.
     *
     * @param listener called on the watchdog thread; one that throws is told once and kept
     */
    public void listen(FindingListener listener) {
        listeners.add(listener);
    }

    /**
     * Something happened, {@link Noticed#occurrences} times and at least once; active for 60 s from the next tick on.
     *
     * @param event what a rule says has happened
     */
    public void happened(Noticed event) {
        dirty = true;
        entries.of(event).happen(event);
    }

    /**
     * Takes in what is so now, tells the listeners what began, changed and ended, and publishes {@link #findings}.
     *
     * @param nanos the monotonic clock
     * @param at the same instant for people to read
     * @param states every state that is so at this tick; one that is missing has ended
     */
    public void tick(long nanos, Instant at, Iterable<Noticed> states) {
        dirty |= entries.forget(nanos);
        for (Noticed state : states) {
            dirty = true;
            entries.of(state).raise(state);
        }
        settle(entries.subjects(), nanos, at);
        settle(entries.others(), nanos, at);
        if (dirty) {
            publish();
        }
    }

    /** {@return what is active or ended within the last ten minutes, at most a few hundred: active ones first, the worst first} */
    public List<Finding> findings() {
        return findings;
    }

    /** {@return how often a finding has begun, changed its severity or ended; for the watchdog thread} */
    public long turns() {
        return turns;
    }

    private void settle(Collection<Entry> some, long nanos, Instant at) {
        for (Entry entry : some) {
            Entry.Turn turn = entry.settle(nanos, at);
            if (turn != Entry.Turn.NONE) {
                dirty = true;
                turns++;
                listeners.tell(turn, entry.finding());
            }
        }
    }

    private void publish() {
        List<Finding> list = new ArrayList<>();
        entries.subjects().forEach(entry -> list.add(entry.finding()));
        entries.others().forEach(entry -> list.add(entry.finding()));
        list.sort(Order.WORST_FIRST);
        findings = List.copyOf(list);
        dirty = false;
    }

    /** Made when there is something to sort, not in the start of a service that is well. */
    private static final class Order {

        private static final Comparator<Finding> WORST_FIRST = Comparator.comparing(Finding::active)
                .thenComparing(Finding::severity)
                .reversed()
                .thenComparing(Finding::since);
    }
}
