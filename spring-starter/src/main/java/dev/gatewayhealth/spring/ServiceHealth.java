package dev.gatewayhealth.spring;

import dev.gatewayhealth.library.AgentBridge;
import dev.gatewayhealth.library.HealthSource;
import dev.gatewayhealth.library.SharedMonitor;
import dev.gatewayhealth.library.Unheeded;
import dev.gatewayhealth.metrics.MeterSource;
import dev.gatewayhealth.report.Report;
import dev.gatewayhealth.settings.Settings;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;

/**
 * The monitor this application's beans ask: the agent's, if there is one in the JVM, else the library's own, which is kept for as long as
 * the application lives. It may be nobody's, while another copy of the library has the one of this JVM. Any thread may call.
 */
final class ServiceHealth implements DisposableBean, MeterSource {

    private final Report.@Nullable Hook hook;
    private final Settings.Outcome settings;
    private final Consumer<String> lines;
    private @Nullable SharedMonitor joined;
    private volatile @Nullable HealthSource source;
    private boolean closed;

    /** @param hook where the application's requests are seen, if the filter does not say that itself */
    ServiceHealth(Report.@Nullable Hook hook, Settings.Outcome settings, Consumer<String> lines) {
        this.hook = hook;
        this.settings = settings;
        this.lines = lines;
        this.source = AgentBridge.find();
        if (source == null) {
            join();
        } else {
            Unheeded.besideAgent(settings.settings(), lines);
        }
    }

    /** Null while another copy of the library has the monitor. */
    @Nullable
    HealthSource source() {
        HealthSource its = source;
        return its == null && SharedMonitor.owner() == null ? join() : its;
    }

    private synchronized @Nullable HealthSource join() {
        if (source == null && !closed) {
            joined = SharedMonitor.join("the Spring Boot starter", hook, settings, lines);
            source = joined;
        }
        return source;
    }

    /** The library's own, null beside an agent. */
    @Nullable
    SharedMonitor own() {
        return source() instanceof SharedMonitor its ? its : null;
    }

    /** What {@link dev.gatewayhealth.library.HealthMap} says; empty where nobody can say. */
    Map<String, Object> health() {
        HealthSource its = source();
        return its == null ? Map.of() : its.health();
    }

    @Override
    public Map<Map<String, String>, Double> values(String meter) {
        HealthSource its = source();
        return its == null ? Map.of() : its.values(meter);
    }

    @Override
    public synchronized void destroy() {
        closed = true;
        SharedMonitor its = joined;
        if (its != null) {
            joined = null;
            its.leave();
        }
    }
}
