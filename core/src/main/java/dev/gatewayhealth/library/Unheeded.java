package dev.gatewayhealth.library;

import dev.gatewayhealth.settings.Key;
import dev.gatewayhealth.settings.Keys;
import dev.gatewayhealth.settings.Settings;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Says in one line at the start which settings somebody wrote for nothing, because of the form that reads them. */
public final class Unheeded {

    private Unheeded() {}

    /** Only the agent has listeners and probes of its own. */
    static void alone(Settings settings, Consumer<String> lines) {
        String unheeded = settings.adminPort() == null ? null : and(null, settings, Keys.ADMIN_PORT);
        unheeded = settings.agentCheckPort() == null ? unheeded : and(unheeded, settings, Keys.AGENT_CHECK_PORT);
        unheeded = settings.probeEvery() == null ? unheeded : and(unheeded, settings, Keys.PROBE_EVERY);
        if (unheeded != null) {
            lines.accept(
                    "[gateway-health] WARN no effect without the agent, which alone has listeners and probes of its own: "
                            + unheeded + "; start the JVM with -javaagent:gateway-health-agent.jar, or leave it out");
        }
    }

    /**
     * Says so of an application's own settings beside an agent, which does not see them.
     *
     * @param settings of the application
     * @param lines the log of the host, one line at a time
     */
    public static void besideAgent(Settings settings, Consumer<String> lines) {
        String unheeded = null;
        for (Key<?> key : Keys.all()) {
            String from = settings.from(key);
            // Switching it off works for the application alone.
            if (from != null && !key.equals(Keys.ENABLED) && !seenByAll(from)) {
                unheeded = and(unheeded, settings, key);
            }
        }
        if (unheeded != null) {
            lines.accept("[gateway-health] WARN no effect beside the agent, whose own settings hold: " + unheeded
                    + "; write them behind -javaagent:gateway-health-agent.jar=, as system properties (gateway.health.KEY) or"
                    + " in the environment (GATEWAY_HEALTH_KEY)");
        }
    }

    private static boolean seenByAll(String from) {
        return from.startsWith("system property ") || from.startsWith("environment ");
    }

    private static @Nullable String and(@Nullable String others, Settings settings, Key<?> key) {
        String from = settings.from(key);
        if (from == null) {
            return others;
        }
        String its = key.name() + " (" + from + ")";
        return others == null ? its : others + ", " + its;
    }
}
