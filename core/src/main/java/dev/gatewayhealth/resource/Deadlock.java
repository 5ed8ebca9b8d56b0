package dev.gatewayhealth.resource;

import dev.gatewayhealth.exchange.Ticker;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Threads that wait for one another for ever and hold up a request. To look for them stops the process for a moment, so it is done
 * only while some request has been running for a while, and no oftener than keeps it to a thousandth of a core.
 *
 * <p>The JVM sees monitors and locks of platform threads; not those of virtual threads, and no semaphores, queues or databases.
 */
public final class Deadlock implements Diagnosed {

    /** The resource's name in the report. */
    public static final String NAME = "deadlock";

    private static final long AT_LEAST = Duration.ofSeconds(2).toNanos();
    private static final int SHARE = 1000;
    private static final int DEPTH = 16;

    /** How far a request's wait is followed: it waits for one that waits for one in the circle. */
    private static final int STEPS = 8;

    private static final Usage NONE = Usage.of(0, Double.POSITIVE_INFINITY, "threads of the JVM");

    private final Supplier<List<Thread>> requests;
    private final Ticker ticker;
    private Usage found = NONE;
    private boolean begun;
    private long nextNanos;

    /**
     * Nothing is looked for until a request has been running for a while.
     *
     * @param requests the threads at work on requests that have been running for a while
     * @param ticker the clock; nanoseconds that only differences are taken of
     */
    public Deadlock(Supplier<List<Thread>> requests, Ticker ticker) {
        this.requests = requests;
        this.ticker = ticker;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Reading read() {
        List<Thread> running = requests.get();
        if (running.isEmpty()) {
            found = NONE;
            return found;
        }
        long start = ticker.nanos();
        if (!begun || start - nextNanos >= 0) {
            found = look(running);
            long end = ticker.nanos();
            begun = true;
            nextNanos = end + Math.max(AT_LEAST, (end - start) * SHARE);
        }
        return found;
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
        return new DeadlockDiagnosis();
    }

    private static Usage look(List<Thread> running) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long[] circle = threads.isSynchronizerUsageSupported()
                ? threads.findDeadlockedThreads()
                : threads.findMonitorDeadlockedThreads();
        if (circle == null) {
            return NONE;
        }
        Set<Long> ids = new HashSet<>();
        for (long id : circle) {
            ids.add(id);
        }
        int heldUp = 0;
        for (Thread each : running) {
            heldUp += waitsFor(threads, each.getId(), ids) ? 1 : 0;
        }
        return heldUp == 0
                ? NONE
                : new Usage(
                        circle.length, Double.POSITIVE_INFINITY, NONE.source(), 0, evidence(threads, circle, heldUp));
    }

    private static boolean waitsFor(ThreadMXBean threads, long thread, Set<Long> circle) {
        long at = thread;
        for (int i = 0; i < STEPS && at >= 0; i++) {
            if (circle.contains(at)) {
                return true;
            }
            ThreadInfo told = threads.getThreadInfo(at);
            at = told == null ? -1 : told.getLockOwnerId();
        }
        return false;
    }

    private static Map<String, Object> evidence(ThreadMXBean threads, long[] circle, int heldUp) {
        List<String> waits = new ArrayList<>();
        List<String> stack = new ArrayList<>();
        for (ThreadInfo each : threads.getThreadInfo(circle, DEPTH)) {
            if (each == null) {
                continue;
            }
            waits.add(each.getThreadName() + " waits for " + each.getLockName() + " of " + each.getLockOwnerName());
            for (StackTraceElement frame : stack.isEmpty() ? each.getStackTrace() : new StackTraceElement[0]) {
                stack.add(frame.toString());
            }
        }
        Map<String, Object> evidence = new LinkedHashMap<>();
        evidence.put("requests", heldUp);
        evidence.put("threads", waits);
        evidence.put("stack", stack);
        return evidence;
    }
}
