package dev.gatewayhealth.resource;

import dev.gatewayhealth.contract.Listening;
import dev.gatewayhealth.proc.ProcNumbers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The connections the kernel has made for a listener and nobody has accepted yet. When the queue is full the kernel drops what comes:
 * nginx's connect is tried again after 1, 3 and 7 s, and times out.
 *
 * <p>The kernel takes one more than the lesser of backlog and {@code net.core.somaxconn} ({@code sk_acceptq_is_full} in
 * {@code include/net/sock.h}), both as they were when the listener was opened.
 */
public final class AcceptQueue implements Diagnosed {

    /** The resource's name in the report. */
    public static final String NAME = "accept-queue";

    private static final Path SOMAXCONN = Path.of("/proc/sys/net/core/somaxconn");

    private final Listening listening;
    private final ConnectionGauge gauge;
    private @Nullable ListenQueues queues;
    private double limit = Double.NaN;
    private String source = "";
    private long before;
    private long seenOverflows;
    private long overflows;

    /**
     * Sees nothing until it is told where.
     *
     * @param gauge asked by the watchdog thread
     * @param listening a place where this service takes connections
     */
    public AcceptQueue(ConnectionGauge gauge, Listening listening) {
        this.listening = listening;
        this.gauge = gauge;
    }

    /**
     * Where it can see the queues; before the first reading.
     *
     * @param itsQueues all listeners of the service share them
     */
    public void knowing(ListenQueues itsQueues) {
        queues = itsQueues;
        itsQueues.follow(listening);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Reading read() {
        if (queues == null || queues.waiting(listening) < 0) {
            return new Absent(queues == null ? "not read yet" : queues.reason(listening));
        }
        if (Double.isNaN(limit)) {
            findLimit();
        }
        long waiting = queues.waiting(listening);
        if (waiting > limit) {
            // The machine's limit was lowered after the listener had opened, and does not bind this one.
            limit = Math.max((double) waiting, 1.0 + gauge.backlog());
            source = gauge.backlogSetting();
        }
        count(queues.overflowed(), Math.max(waiting, before));
        before = waiting;
        return new Usage(waiting, limit, source, waiting, evidence());
    }

    /** It fills within a second or two. */
    @Override
    public Duration every() {
        return Duration.ofMillis(250);
    }

    @Override
    public boolean foreseeable() {
        return true;
    }

    @Override
    public Diagnosis diagnosis(Thresholds thresholds) {
        return new AcceptQueueDiagnosis(gauge, thresholds.warnAt());
    }

    /** The kernel's count is of all listeners together; it is ours if our queue was well filled before or after. */
    private void count(long total, long filled) {
        if (filled >= limit / 2) {
            overflows += total - seenOverflows;
        }
        seenOverflows = total;
    }

    private Map<String, Object> evidence() {
        Map<String, Object> evidence = new LinkedHashMap<>();
        if (overflows > 0) {
            evidence.put("dropped", overflows);
        }
        return evidence;
    }

    private void findLimit() {
        long asked = gauge.backlog();
        long most = somaxconn();
        boolean told = asked > 0;
        limit = !told ? Double.POSITIVE_INFINITY : 1.0 + Math.min(asked, most);
        source = told && asked > most ? "net.core.somaxconn" : gauge.backlogSetting();
    }

    private static long somaxconn() {
        // In one read: the kernel gives a byte at a time to whoever asks for one, and then nothing more.
        ProcNumbers file = new ProcNumbers(SOMAXCONN);
        try {
            return file.read().first();
        } catch (IOException e) {
            return Long.MAX_VALUE;
        } finally {
            file.close();
        }
    }
}
