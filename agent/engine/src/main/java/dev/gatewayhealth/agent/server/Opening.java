package dev.gatewayhealth.agent.server;

import java.lang.instrument.Instrumentation;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Packages of the JDK that the engine looks into and that their modules keep to themselves. An agent may open them to itself, and to
 * nobody else ({@link Instrumentation#redefineModule}); done when something in them is first needed.
 */
public final class Opening {

    private static volatile @Nullable Instrumentation instrumentation;

    private Opening() {}

    /**
     * Whoever may open packages; nothing is done before somebody asks.
     *
     * @param agent of this JVM
     */
    public static void by(Instrumentation agent) {
        instrumentation = agent;
    }

    /**
     * Opens packages of a module to the engine.
     *
     * @param module that has them
     * @param packages with dots
     * @return whether that could be done
     */
    public static boolean of(Module module, String... packages) {
        Instrumentation agent = instrumentation;
        if (agent == null) {
            return false;
        }
        Map<String, Set<Module>> toUs = new HashMap<>();
        for (String each : packages) {
            toUs.put(each, Set.of(Opening.class.getModule()));
        }
        try {
            agent.redefineModule(module, Set.of(), Map.of(), toUs, Set.of(), Map.of());
            return true;
        } catch (RuntimeException e) {
            // Another JDK than those we know.
            return false;
        }
    }
}
