package dev.gatewayhealth.finding;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The remembered findings, one for each code and subject, oldest first; bounded, however many subjects turn up.
 *
 * <p>Where there is no room, one that has ended makes room; if all are active, the newcomer is folded into its code's
 * {@link FindingLog#OTHERS}.
 */
final class Entries {

    static final int MOST = 200;
    static final int MOST_PER_CODE = 50;

    /** How long a finding that has ended is still listed. */
    private static final long KEPT_NANOS = Duration.ofMinutes(10).toNanos();

    private record Key(Code code, String subject) {}

    private final Map<Key, Entry> entries = new LinkedHashMap<>();
    private final Map<Code, Entry> others = new EnumMap<>(Code.class);
    private final Map<Code, Integer> perCode = new EnumMap<>(Code.class);

    /** The entry a statement belongs to: the one that is active, or a new one. */
    Entry of(Noticed noticed) {
        Key key = new Key(noticed.code(), noticed.subject());
        Entry known = entries.get(key);
        if (known != null && known.active()) {
            return known;
        }
        if (known != null) {
            remove(key);
        }
        if (!roomFor(key.code())) {
            return other(noticed);
        }
        Entry entry = new Entry(key.subject(), noticed);
        entries.put(key, entry);
        perCode.merge(key.code(), 1, Integer::sum);
        return entry;
    }

    Collection<Entry> subjects() {
        return Collections.unmodifiableCollection(entries.values());
    }

    Collection<Entry> others() {
        return Collections.unmodifiableCollection(others.values());
    }

    /** Drops what ended ten minutes ago; says whether there was any. */
    boolean forget(long nanos) {
        if (entries.isEmpty() && others.isEmpty()) {
            return false;
        }
        boolean forgot = others.values().removeIf(entry -> expired(entry, nanos));
        while (removeFirst(key -> true, entry -> expired(entry, nanos))) {
            forgot = true;
        }
        return forgot;
    }

    private boolean roomFor(Code code) {
        if (perCode.getOrDefault(code, 0) >= MOST_PER_CODE) {
            return removeFirst(key -> key.code() == code, entry -> !entry.active());
        }
        return entries.size() < MOST || removeFirst(key -> true, entry -> !entry.active());
    }

    private Entry other(Noticed noticed) {
        Entry known = others.get(noticed.code());
        if (known != null && known.active()) {
            return known;
        }
        Entry entry = new Entry(FindingLog.OTHERS, noticed);
        others.put(noticed.code(), entry);
        return entry;
    }

    private boolean removeFirst(Predicate<Key> which, Predicate<Entry> when) {
        Key found = find(which, when);
        if (found == null) {
            return false;
        }
        remove(found);
        return true;
    }

    private @Nullable Key find(Predicate<Key> which, Predicate<Entry> when) {
        for (Map.Entry<Key, Entry> each : entries.entrySet()) {
            if (which.test(each.getKey()) && when.test(each.getValue())) {
                return each.getKey();
            }
        }
        return null;
    }

    private void remove(Key key) {
        entries.remove(key);
        perCode.merge(key.code(), -1, Integer::sum);
    }

    private static boolean expired(Entry entry, long nanos) {
        return !entry.active() && entry.endedFor(nanos) >= KEPT_NANOS;
    }
}
