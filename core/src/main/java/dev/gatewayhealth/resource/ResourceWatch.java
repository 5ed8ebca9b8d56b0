package dev.gatewayhealth.resource;

import dev.gatewayhealth.finding.Noticed;
import dev.gatewayhealth.report.Report;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One resource as it is watched: read, followed, foreseen, and put into words; for use by the watchdog thread. */
public final class ResourceWatch {

    /** From here a forecast is believed; {@link Trend} says what it is made of. */
    static final double BELIEVED = 0.8;

    /** No forecast is believed before more than half of the way is behind; to look for one costs a little. */
    private static final double FORESEEN_FROM = 0.2;

    /** A warning goes away a little below where it came, or noise at the mark would make it come and go. */
    private static final double RELEASE = 0.95;

    private final Resource resource;
    private final long everyNanos;
    /** Null where a trend means nothing. */
    private final @Nullable Trend trend;

    private final Thresholds thresholds;
    private final Diagnosis diagnosis;
    private Reading reading = new Absent("not read yet");
    private Forecast forecast = Forecast.NONE;
    private Pressure pressure = Pressure.CALM;
    private int worse;
    private int calm;
    private boolean begun;
    private long lastNanos;

    ResourceWatch(Resource resource, Duration every, Thresholds thresholds, Diagnosis diagnosis) {
        this.resource = resource;
        this.everyNanos = every.toNanos();
        this.trend =
                resource instanceof Diagnosed its && !its.foreseeable() ? null : new Trend(finest(resource, every));
        this.thresholds = thresholds;
        this.diagnosis = diagnosis;
    }

    /** Watches a resource that there is a rule for. */
    public static ResourceWatch of(Resource resource, Thresholds thresholds) {
        return new ResourceWatch(resource, interval(resource), thresholds, Diagnosis.of(resource, thresholds));
    }

    /** A pool of threads fills within seconds; where no descriptor is left, that is to be known within one. */
    private static Duration interval(Resource resource) {
        if (resource instanceof Diagnosed its) {
            return its.every();
        }
        return resource instanceof RequestThreads ? Duration.ofMillis(250) : Duration.ofMillis(500);
    }

    /** Descriptors are read oftener than it takes to see where they go. */
    private static Duration finest(Resource resource, Duration every) {
        return resource instanceof FileDescriptors ? Duration.ofSeconds(1) : every;
    }

    /** Reads the resource if it is time to, and says whether it stands differently now; may be called as often as one likes. */
    public boolean look(long nanos) {
        if (begun && nanos - lastNanos < everyNanos) {
            return false;
        }
        lastNanos = begun && nanos - lastNanos < 2 * everyNanos ? lastNanos + everyNanos : nanos;
        begun = true;
        Pressure before = pressure;
        read(nanos);
        return pressure != before;
    }

    void read(long nanos) {
        reading = reading();
        if (reading instanceof Usage usage) {
            if (trend != null) {
                trend.add(nanos, usage.used());
                forecast =
                        usage.used() >= FORESEEN_FROM * usage.limit() ? trend.forecast(usage.limit()) : Forecast.NONE;
            }
            pressure = believed(diagnosis.pressure(pressure(usage), usage, pressure));
        } else {
            forecast = Forecast.NONE;
            pressure = Pressure.CALM;
        }
    }

    /** What there is to say as of the last reading, or null while all is well or nothing is known. */
    public @Nullable Noticed noticed() {
        if (pressure == Pressure.CALM || !(reading instanceof Usage usage)) {
            return null;
        }
        try {
            return diagnosis.notice(pressure, usage, forecast);
        } catch (RuntimeException | LinkageError e) {
            reading = new Absent("nothing can be said of it: " + e);
            return null;
        }
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

    /** The last reading. */
    public Reading last() {
        return reading;
    }

    public Resource resource() {
        return resource;
    }

    /** Whether the next one who needs it cannot have it, as of the last reading. */
    public boolean exhausted() {
        return pressure == Pressure.EXHAUSTED;
    }

    /** Whether it is near its limit, or beyond, as of the last reading. */
    public boolean near() {
        return pressure.compareTo(Pressure.NEAR) >= 0;
    }

    /** Whether the last reading told anything. */
    public boolean known() {
        return reading instanceof Usage;
    }

    Forecast forecast() {
        return forecast;
    }

    /** A container's object may be anything, and in any state. */
    private Reading reading() {
        try {
            return resource.read();
        } catch (Throwable e) { // without memory for this one there may be some for the next
            return new Absent("reading it failed: " + e);
        }
    }

    /** What gets worse is believed when it was worse for as many readings as the rule wants, and what is near no more likewise. */
    private Pressure believed(Pressure found) {
        worse = found.compareTo(pressure) > 0 ? worse + 1 : 0;
        if (worse > 0 && worse < diagnosis.readings(found)) {
            return pressure;
        }
        worse = 0;
        calm = found.compareTo(Pressure.NEAR) < 0 && pressure.compareTo(Pressure.NEAR) >= 0 ? calm + 1 : 0;
        if (calm > 0 && calm < diagnosis.calmReadings()) {
            return Pressure.NEAR;
        }
        calm = 0;
        return found;
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
