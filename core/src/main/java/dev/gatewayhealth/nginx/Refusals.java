package dev.gatewayhealth.nginx;

import dev.gatewayhealth.contract.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What nginx would refuse to load although its syntax is right: first what it finds while it reads, in the order of the text, then the rest. */
final class Refusals {

    /** A generated configuration may be wrong in the same way ten thousand times. */
    private static final int MOST = 100;

    private final List<Found> reading = new ArrayList<>();
    private final List<Problem> whole = new ArrayList<>();

    private record Found(Place place, Problem problem) {}

    /** What nginx stumbles over where it stands. */
    void add(Place place, String message) {
        if (reading.size() < MOST) {
            reading.add(new Found(place, problem(place, message)));
        }
    }

    /** What nginx finds once it has read everything. */
    void addLater(Place place, String message) {
        if (whole.size() < MOST) {
            whole.add(problem(place, message));
        }
    }

    boolean none() {
        return reading.isEmpty() && whole.isEmpty();
    }

    /** Puts what was found while reading into the order of the text. */
    void order(Map<Place, Integer> order) {
        reading.sort(
                (one, other) -> Integer.compare(order.getOrDefault(one.place, 0), order.getOrDefault(other.place, 0)));
    }

    /** The first found while reading, null where there is none. */
    @Nullable
    Problem first() {
        return reading.isEmpty() ? null : reading.get(0).problem;
    }

    List<Problem> all() {
        List<Problem> all = new ArrayList<>(reading.size() + whole.size());
        for (Found found : reading) {
            all.add(found.problem);
        }
        all.addAll(whole);
        return List.copyOf(all);
    }

    private static Problem problem(Place place, String message) {
        return new Problem(place.file(), place.line(), ByteText.readable(message));
    }
}
