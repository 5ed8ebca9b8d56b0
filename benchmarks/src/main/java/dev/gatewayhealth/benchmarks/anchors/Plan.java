package dev.gatewayhealth.benchmarks.anchors;

import java.nio.file.Path;
import java.util.Set;

/**
 * How much is measured.
 *
 * @param slices of load for each anchor and way
 * @param starts of each
 * @param idleSeconds how long a service that was started is watched
 * @param subjects the services; empty for all
 */
record Plan(
        int slices, int sliceSeconds, int warmUpSeconds, int starts, int idleSeconds, Set<String> subjects, Path work) {

    static Plan whole(Path work) {
        return new Plan(Verdict.SLICES + 4, 2, 15, 15, 10, Set.of(), work);
    }

    /** To see that everything works; says nothing. */
    static Plan quick(Path work) {
        return new Plan(1, 1, 1, 1, 1, Set.of(), work);
    }

    /** How it idles does not matter then, and there is time for more of them. */
    Plan startsOnly() {
        return new Plan(slices, sliceSeconds, warmUpSeconds, 3 * starts, 1, subjects, work);
    }

    Plan only(Set<String> some) {
        return new Plan(slices, sliceSeconds, warmUpSeconds, starts, idleSeconds, some, work);
    }

    boolean has(Subject subject) {
        return subjects.isEmpty() || subjects.contains(subject.name());
    }
}
