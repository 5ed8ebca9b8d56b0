package dev.gatewayhealth.resource;

import dev.gatewayhealth.contract.Listening;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The connections a connector holds, against the most it will hold at once. Those that idle between two requests count: as many as
 * the gateways keep for later can pin the bound while nothing works, and then a new one waits in the kernel's accept queue.
 */
public final class Connections implements Diagnosed {

    /** The resource's name in the report. */
    public static final String NAME = "connections";

    private final ConnectionGauge gauge;
    private final Listening listening;
    private @Nullable ListenQueues queues;
    private @Nullable LongSupplier inFlight;

    /**
     * Sees who waits only when it is told where.
     *
     * @param gauge asked by the watchdog thread
     * @param listening where the connector takes connections
     */
    public Connections(ConnectionGauge gauge, Listening listening) {
        this.gauge = gauge;
        this.listening = listening;
    }

    /**
     * Where it can see who waits, and how many exchanges all connectors have in flight; before the first reading.
     *
     * @param itsQueues all listeners of the service share them
     * @param exchanges how many requests are at work
     */
    public void knowing(ListenQueues itsQueues, LongSupplier exchanges) {
        queues = itsQueues;
        inFlight = exchanges;
        itsQueues.follow(listening);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Reading read() {
        long open = gauge.open();
        if (open < 0) {
            return new Absent(gauge.connector() + " does not count its connections now");
        }
        long max = gauge.max();
        return new Usage(
                open,
                max > 0 ? max : Double.POSITIVE_INFINITY,
                gauge.connector(),
                queues == null ? 0 : Math.max(0, queues.waiting(listening)),
                evidence(open));
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(1);
    }

    @Override
    public boolean foreseeable() {
        return true;
    }

    @Override
    public Diagnosis diagnosis(Thresholds thresholds) {
        return new ConnectionsDiagnosis(gauge, listening.unixPath() != null, thresholds.warnAt());
    }

    /** Several exchanges may share one connection, so the idle ones are a lower bound. */
    private Map<String, Object> evidence(long open) {
        Map<String, Object> evidence = new LinkedHashMap<>();
        long busy = inFlight == null ? 0 : inFlight.getAsLong();
        evidence.put("idleAtLeast", Math.max(0, open - busy));
        if (queues != null && queues.waiting(listening) >= 0) {
            evidence.put("acceptQueue", queues.waiting(listening));
        }
        return evidence;
    }
}
