package dev.gatewayhealth.nginx;

import dev.gatewayhealth.contract.Problem;
import java.util.ArrayList;
import java.util.List;

/** What nginx would refuse to load although its syntax is right, in the order it was met. */
final class Refusals {

    /** A generated configuration may be wrong in the same way ten thousand times. */
    private static final int MOST = 100;

    private final List<Problem> problems = new ArrayList<>();

    void add(Place place, String message) {
        if (problems.size() < MOST) {
            problems.add(new Problem(place.file(), place.line(), ByteText.readable(message)));
        }
    }

    List<Problem> all() {
        return List.copyOf(problems);
    }
}
