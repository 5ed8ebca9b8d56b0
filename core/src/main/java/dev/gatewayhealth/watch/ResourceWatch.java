package dev.gatewayhealth.watch;

import dev.gatewayhealth.report.Report;
import dev.gatewayhealth.resource.Absent;
import dev.gatewayhealth.resource.Forecast;
import dev.gatewayhealth.resource.Reading;
import dev.gatewayhealth.resource.Resource;
import dev.gatewayhealth.resource.Trend;
import dev.gatewayhealth.resource.Usage;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One resource, its last reading and where it is going. Belongs to the watchdog thread. */
final class ResourceWatch {

    /** A forecast that less of the evidence agrees with is shown, and warns of nothing. */
    private static final double BELIEVED = 0.5;

    private final Resource resource;
    private final Trend trend = new Trend(Duration.ofSeconds(1));
    private Reading reading = new Absent("not read yet");
    private Forecast forecast = Forecast.NONE;

    ResourceWatch(Resource resource) {
        this.resource = resource;
    }

    void look(long now) {
        reading = read();
        if (reading instanceof Usage usage && usage.limit() != Double.POSITIVE_INFINITY) {
            trend.add(now, usage.used());
            forecast = trend.forecast(usage.limit());
        } else {
            forecast = Forecast.NONE;
        }
    }

    private Reading read() {
        try {
            return resource.read();
        } catch (RuntimeException | LinkageError e) {
            return new Absent(String.valueOf(e.getMessage()));
        }
    }

    Resource resource() {
        return resource;
    }

    @Nullable
    Usage usage() {
        return reading instanceof Usage usage ? usage : null;
    }

    Forecast forecast() {
        return forecast;
    }

    /** Whether it runs out within the horizon if its trend holds, and the trend can be believed. */
    boolean runsOutWithin(Duration horizon) {
        return forecast.confidence() >= BELIEVED && forecast.exhaustedInSeconds() <= horizon.toMillis() / 1000.0;
    }

    Report.ResourceState state() {
        if (reading instanceof Usage usage) {
            boolean runsOut = forecast.exhaustedInSeconds() != Double.POSITIVE_INFINITY;
            boolean bounded = usage.limit() != Double.POSITIVE_INFINITY;
            return new Report.ResourceState(
                    resource.name(),
                    usage.used(),
                    bounded ? usage.limit() : null,
                    usage.source(),
                    bounded ? usage.headroom() : null,
                    forecast.perSecond(),
                    runsOut ? forecast.exhaustedInSeconds() : null,
                    forecast.confidence(),
                    null);
        }
        String why = reading instanceof Absent absent ? absent.reason() : "";
        return new Report.ResourceState(resource.name(), null, null, null, null, null, null, null, why);
    }
}
