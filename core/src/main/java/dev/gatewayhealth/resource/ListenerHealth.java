package dev.gatewayhealth.resource;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether a listener of this service answers, and how soon, as the probes found.
 *
 * <p>Only a listener that has answered before can be dead: one that wants another protocol, a client certificate or the PROXY protocol
 * never answers us and may be well. One that is silent is dead only if there was room for one more request all the time; silence without
 * room is saturation, which passes.
 */
public final class ListenerHealth implements Diagnosed {

    /** The resource's name in the report. */
    public static final String NAME = "listener";

    private static final long SILENT_FOR = Duration.ofSeconds(10).toNanos();

    private final ListenerGauge gauge;
    private @Nullable ListenerContext context;

    /** Written by the prober, read by the watchdog. */
    private volatile @Nullable Probe last;

    private @Nullable Probe judged;
    private boolean everAnswered;
    private int failures;
    private long failingSince;
    private boolean room = true;
    private boolean slow;
    private boolean dead;

    /**
     * Not probed yet.
     *
     * @param gauge what has to be known to probe it
     */
    public ListenerHealth(ListenerGauge gauge) {
        this.gauge = gauge;
    }

    /**
     * What else is known around it; before the first reading.
     *
     * @param around asked by the watchdog thread
     */
    public void knowing(ListenerContext around) {
        context = around;
    }

    /** {@return what has to be known to probe it} */
    public ListenerGauge gauge() {
        return gauge;
    }

    /**
     * The prober tells what it found.
     *
     * @param probe what became of one request
     */
    public void probed(Probe probe) {
        last = probe;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Reading read() {
        Probe probe = last;
        ListenerContext around = context;
        slow = false;
        dead = false;
        if (probe == null || around == null) {
            String unfit = gauge.unfit();
            return new Absent(gauge.connector() + " is not probed" + (unfit == null ? " yet" : ": " + unfit));
        }
        room = around.room() && (room || probe.answered());
        if (judged == null || judged.startNanos() != probe.startNanos()) {
            judged = probe;
            count(probe);
        }
        return probe.answered() ? timely(probe, around) : failed(probe, around);
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(1);
    }

    @Override
    public boolean foreseeable() {
        return false;
    }

    @Override
    public Diagnosis diagnosis(Thresholds thresholds) {
        return new ListenerDiagnosis(this);
    }

    boolean slow() {
        return slow;
    }

    boolean dead() {
        return dead;
    }

    /** {@return whether the last probe got its answer} For the watchdog thread, as all but {@link #probed}. */
    public boolean answers() {
        return judged != null && judged.answered();
    }

    private void count(Probe probe) {
        everAnswered |= probe.answered();
        if (probe.answered()) {
            failures = 0;
        } else if (probe.outcome() != Probe.Outcome.UNABLE) {
            failingSince = failures++ == 0 ? probe.startNanos() : failingSince;
        }
    }

    /** By whichever of the two timeouts it came nearer to. */
    private Usage timely(Probe probe, ListenerContext around) {
        double connect = probe.connectNanos() / 1e9;
        double first = probe.firstByteNanos() / 1e9;
        boolean connecting = connect / around.connectSeconds() > first / around.readSeconds();
        Usage usage = new Usage(
                connecting ? connect : first,
                connecting ? around.connectSeconds() : around.readSeconds(),
                connecting ? "proxy_connect_timeout" : around.readDirective(),
                0,
                evidence(probe));
        slow = usage.used() >= around.warnAt() * usage.limit();
        return usage;
    }

    private Reading failed(Probe probe, ListenerContext around) {
        if (probe.outcome() == Probe.Outcome.UNABLE) {
            return new Absent("the probe of " + gauge.connector() + " could not be made: " + probe.detail());
        }
        if (!everAnswered) {
            return new Absent(gauge.connector() + " has never answered a probe: " + probe.detail());
        }
        if (gauge.stopped() && around.othersAnswer(this)) {
            return new Absent(gauge.connector() + " was stopped by its server");
        }
        dead = switch (probe.outcome()) {
            case REFUSED -> true;
            case CUT_OFF -> room && failures >= 2;
            case SILENT -> gauge.stopped() || (room && failures >= 2 && end(probe) - failingSince >= SILENT_FOR);
            case ANSWERED, UNABLE -> false;
        };
        slow = true;
        return new Usage(
                (end(probe) - failingSince) / 1e9, around.readSeconds(), around.readDirective(), 0, evidence(probe));
    }

    private static long end(Probe probe) {
        return probe.startNanos() + probe.totalNanos();
    }

    private Map<String, Object> evidence(Probe probe) {
        Map<String, Object> evidence = new LinkedHashMap<>();
        evidence.put("connectMs", probe.connectNanos() / 1_000_000);
        if (probe.answered()) {
            evidence.put("firstByteMs", probe.firstByteNanos() / 1_000_000);
            evidence.put("totalMs", probe.totalNanos() / 1_000_000);
        } else {
            evidence.put("failed", probe.detail());
            evidence.put("failures", failures);
            evidence.put("room", room);
        }
        return evidence;
    }
}
