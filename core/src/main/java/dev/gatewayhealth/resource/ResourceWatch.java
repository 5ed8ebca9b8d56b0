package dev.gatewayhealth.resource;

import dev.gatewayhealth.finding.Noticed;
import dev.gatewayhealth.report.Report;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One resource as it is watched: read, followed, foreseen, and put into words; for use by the watchdog thread. */
public final class ResourceWatch {

    /** From here a forecast is believed; {@link Trend} says what it is made of. */
    static final double BELIEVED = 0.8;

    /** A warning goes away a little below where it came, or noise at the mark would make it come and go. */
    private static final double RELEASE = 0.95;

    private final Resource resource;
    private final Trend trend;
    private final Thresholds thresholds;
    private final Diagnosis diagnosis;
    private Reading reading = new Absent("not read yet");
    private Forecast forecast = Forecast.NONE;
    private Pressure pressure = Pressure.CALM;

    ResourceWatch(Resource resource, Duration finest, Thresholds thresholds, Diagnosis diagnosis) {
        this.resource = resource;
        this.trend = new Trend(finest);
        this.thresholds = thresholds;
        this.diagnosis = diagnosis;
    }

    /**
     * Watches a pool of request threads; to be read every 250 ms, because a pool fills within seconds.
     *
     * @param hint how to give this server more threads, for example {@code raise server.tomcat.threads.max above 200}
     */
    public static ResourceWatch of(RequestThreads threads, String hint, Thresholds thresholds) {
        return new ResourceWatch(
                threads, Duration.ofMillis(250), thresholds, new ThreadsDiagnosis(threads, hint, thresholds.warnAt()));
    }

    /** Watches the file descriptors of this process; to be read every second. */
    public static ResourceWatch ofFileDescriptors(Resource descriptors, Thresholds thresholds) {
        return new ResourceWatch(
                descriptors, Duration.ofSeconds(1), thresholds, new DescriptorsDiagnosis(thresholds.warnAt()));
    }

    /** Reads the resource, at the given time of the monotonic clock. */
    public void read(long nanos) {
        reading = resource.read();
        if (reading instanceof Usage usage) {
            trend.add(nanos, usage.used());
            forecast = trend.forecast(usage.limit());
            pressure = pressure(usage);
        } else {
            forecast = Forecast.NONE;
            pressure = Pressure.CALM;
        }
    }

    /** What there is to say as of the last reading, or null while all is well or nothing is known. */
    public @Nullable Noticed noticed() {
        return pressure != Pressure.CALM && reading instanceof Usage usage
                ? diagnosis.notice(pressure, usage, forecast)
                : null;
    }

    /** The last reading as the report shows it. */
    public Report.ResourceState state() {
        if (reading instanceof Usage usage) {
            boolean limited = usage.limit() < Double.POSITIVE_INFINITY;
            boolean foreseen = forecast.confidence() > 0;
            return new Report.ResourceState(
                    resource.name(),
                    usage.used(),
                    limited ? usage.limit() : null,
                    usage.source(),
                    limited ? usage.headroom() : null,
                    foreseen ? forecast.perSecond() : null,
                    foreseen && forecast.exhaustedInSeconds() < Double.POSITIVE_INFINITY
                            ? forecast.exhaustedInSeconds()
                            : null,
                    foreseen ? forecast.confidence() : null,
                    null);
        }
        return new Report.ResourceState(resource.name(), null, null, null, null, null, null, null, reason());
    }

    public Reading reading() {
        return reading;
    }

    public Forecast forecast() {
        return forecast;
    }

    private Pressure pressure(Usage usage) {
        if (usage.exhausted() && (usage.waiting() > 0 || !diagnosis.onlyIfSomebodyWaits())) {
            return Pressure.EXHAUSTED;
        }
        double mark = thresholds.warnAt() * (pressure.compareTo(Pressure.NEAR) >= 0 ? RELEASE : 1);
        if (usage.used() >= mark * usage.limit()) {
            return Pressure.NEAR;
        }
        return foreseen() ? Pressure.FORECAST : Pressure.CALM;
    }

    private boolean foreseen() {
        double release = pressure == Pressure.CALM ? 1 : RELEASE;
        return forecast.confidence() >= BELIEVED * release
                && forecast.exhaustedInSeconds() * release
                        <= thresholds.horizon().toNanos() / 1e9;
    }

    private @Nullable String reason() {
        return reading instanceof Absent absent ? absent.reason() : null;
    }
}
