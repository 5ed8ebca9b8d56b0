package dev.gatewayhealth.agent.engine;

import dev.gatewayhealth.report.ReportSource;
import dev.gatewayhealth.thread.OwnThread;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Puts the meters into the service's own Micrometer registries, if it has some: those in {@code Metrics.globalRegistry}, where Spring Boot
 * puts its own, too. Looks for them a few times in the first minutes on a thread of its own, which then ends. Where a copy of the library has
 * asked for the meters, they are in the registries already.
 */
final class ServiceMeters implements Runnable {

    private static final String METRICS = "io.micrometer.core.instrument.Metrics";
    private static final int[] AFTER_SECONDS = {10, 20, 30, 60, 180};

    private final Function<String, List<Class<?>>> loaded;
    private final ReportSource reports;
    private final BooleanSupplier there;

    /**
     * @param loaded the classes of that name that are loaded
     * @param there whether somebody else has put them there
     */
    ServiceMeters(Function<String, List<Class<?>>> loaded, ReportSource reports, BooleanSupplier there) {
        this.loaded = loaded;
        this.reports = reports;
        this.there = there;
    }

    /** Begins to look. */
    void start() {
        OwnThread.of("gateway-health-meters", this).start();
    }

    @Override
    public void run() {
        try {
            for (int seconds : AFTER_SECONDS) {
                TimeUnit.SECONDS.sleep(seconds);
                if (there.getAsBoolean() || joined()) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            Stderr.say("the service's Micrometer could not be joined, and the meters are on the admin listener only: "
                    + e);
        }
    }

    /** Joins each copy of Micrometer that has a registry; whether there was one. */
    boolean joined() {
        boolean any = false;
        for (Class<?> metrics : loaded.apply(METRICS)) {
            any |= joined(metrics);
        }
        return any;
    }

    private boolean joined(Class<?> metrics) {
        try {
            Object global = metrics.getField("globalRegistry").get(null);
            Set<?> registries =
                    (Set<?>) global.getClass().getMethod("getRegistries").invoke(global);
            if (registries.isEmpty()) {
                return false;
            }
            ClassLoader service = metrics.getClassLoader();
            Class<?> binder = new MetersLoader(service).loadClass("dev.gatewayhealth.metrics.GatewayHealthMetrics");
            Object meters = binder.getConstructor(ReportSource.class).newInstance(reports);
            Class<?> registry = Class.forName("io.micrometer.core.instrument.MeterRegistry", false, service);
            binder.getMethod("bindTo", registry).invoke(meters, global);
            return true;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
