package dev.gatewayhealth.library;

import dev.gatewayhealth.audit.ListenerLimits;
import dev.gatewayhealth.metrics.MeterSource;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The one monitor of the JVM as an application asks it, whoever has it. What it tells is in types of {@code java.base}, because it may come
 * from another class loader, and from an older or newer version.
 */
public sealed interface HealthSource extends MeterSource permits SharedMonitor, AgentBridge {

    /**
     * {@return the endpoint's answer; null if the path belongs to the application}
     *
     * @param question a request on the service's own port
     */
    @Nullable
    Answer answer(Question question);

    /** {@return what {@link HealthMap} makes of the latest report; empty where the other side cannot say} */
    Map<String, Object> health();

    /**
     * Tells of findings as {@link dev.gatewayhealth.finding.FindingMap} puts them, on the watchdog's thread, which must not be held up.
     *
     * @param listener what it throws goes no further
     * @return ends it
     */
    Runnable subscribe(Consumer<Map<String, Object>> listener);

    /**
     * Tells how long the application waits for what it needs. It is asked once, on another thread, and only where a gateway is known.
     *
     * @param timeouts asked on another thread
     * @return ends it
     */
    Runnable application(Supplier<List<ListenerLimits.ApplicationTimeout>> timeouts);
}
