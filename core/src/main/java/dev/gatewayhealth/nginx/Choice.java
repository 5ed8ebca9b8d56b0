package dev.gatewayhealth.nginx;

import dev.gatewayhealth.contract.Location;
import dev.gatewayhealth.contract.Match;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A set of candidates met so far, and the match it would be. Sets are built by adding one exit after the other in a fixed order, so the
 * sets seen form a tree; once a set has been seen, meeting it again allocates nothing.
 */
final class Choice {

    /** Real traffic meets a handful; an attacker's paths must not fill the memory. */
    private static final int MOST_KEPT = 4096;

    private final @Nullable Choice before;
    private final @Nullable Exit added;
    private final AtomicInteger kept;
    /** Siblings with the same set before; published once, never changed. */
    private final @Nullable Choice sibling;

    private final Match match;
    /** Head of the sets that add one more; any thread adds at the front. */
    private volatile @Nullable Choice next;

    private Choice(
            @Nullable Choice before,
            @Nullable Exit added,
            @Nullable Choice sibling,
            AtomicInteger kept,
            @Nullable Match none) {
        this.before = before;
        this.added = added;
        this.sibling = sibling;
        this.kept = kept;
        this.match = none == null ? Match.of(locations()) : none;
    }

    /** The empty set. */
    static Choice none(Match match) {
        return new Choice(null, null, null, new AtomicInteger(), match);
    }

    Choice with(Exit exit) {
        for (Choice choice = next; choice != null; choice = choice.sibling) {
            if (choice.adds(exit)) {
                return choice;
            }
        }
        return add(exit);
    }

    Match match() {
        return match;
    }

    @SuppressWarnings(
            "ReferenceEquality") // Each exit is made once; comparing their contents would cost more than the search.
    private boolean adds(Exit exit) {
        return added == exit;
    }

    private synchronized Choice add(Exit exit) {
        for (Choice choice = next; choice != null; choice = choice.sibling) {
            if (choice.adds(exit)) {
                return choice;
            }
        }
        Choice choice = new Choice(this, exit, next, kept, null);
        if (kept.get() < MOST_KEPT) {
            kept.incrementAndGet();
            next = choice;
        }
        return choice;
    }

    private List<Location> locations() {
        List<Location> locations = new ArrayList<>();
        for (Choice choice = this; choice != null; choice = choice.before) {
            if (choice.added != null) {
                locations.add(0, choice.added.location());
            }
        }
        return locations;
    }
}
