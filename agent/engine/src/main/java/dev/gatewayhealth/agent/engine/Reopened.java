package dev.gatewayhealth.agent.engine;

import dev.gatewayhealth.contract.Listening;
import dev.gatewayhealth.resource.Resource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What each listener brought to watch, so that one that is stopped and started again is not watched twice. Guarded by its user. */
final class Reopened {

    private final Map<Listening, List<Resource>> known = new HashMap<>();

    /** Notes what a listener brings, and tells which of what it brought before that replaces: one of each kind. */
    List<Resource> replacedBy(Listening listening, List<Resource> resources) {
        List<Resource> replaced = new ArrayList<>();
        List<Resource> kept = new ArrayList<>(resources);
        for (Resource old : known.getOrDefault(listening, List.of())) {
            if (has(resources, old.getClass())) {
                replaced.add(old);
            } else {
                // A pool of threads that outlived the listener, for example.
                kept.add(old);
            }
        }
        known.put(listening, kept);
        return replaced;
    }

    private static boolean has(List<Resource> resources, Class<?> kind) {
        for (Resource each : resources) {
            if (each.getClass() == kind) {
                return true;
            }
        }
        return false;
    }
}
