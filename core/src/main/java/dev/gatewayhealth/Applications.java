package dev.gatewayhealth;

import dev.gatewayhealth.audit.ListenerLimits.ApplicationTimeout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** The applications of this JVM that tell how long they wait. Each is asked once, on the contract's thread, when there is a contract. */
final class Applications {

    private final List<Supplier<List<ApplicationTimeout>>> applications = new CopyOnWriteArrayList<>();

    /** What each of them said; the contract's thread only. */
    private final Map<Supplier<List<ApplicationTimeout>>, List<ApplicationTimeout>> asked = new HashMap<>();

    /** Any thread; returns what ends that. */
    Runnable add(Supplier<List<ApplicationTimeout>> application) {
        applications.add(application);
        return () -> applications.remove(application);
    }

    /** Of all of them; the contract's thread only. */
    List<ApplicationTimeout> timeouts() {
        List<ApplicationTimeout> all = new ArrayList<>();
        asked.keySet().retainAll(applications);
        for (Supplier<List<ApplicationTimeout>> each : applications) {
            all.addAll(asked.computeIfAbsent(each, Applications::ask));
        }
        return all;
    }

    /** One that fails has told nothing. */
    private static List<ApplicationTimeout> ask(Supplier<List<ApplicationTimeout>> application) {
        try {
            return application.get();
        } catch (RuntimeException | LinkageError e) {
            return List.of();
        }
    }
}
