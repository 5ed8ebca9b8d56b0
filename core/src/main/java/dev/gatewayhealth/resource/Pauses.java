package dev.gatewayhealth.resource;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The longest time the whole process stood still within the last minute, against what nginx waits for. The collector's pauses are told
 * by the JVM; any other shows as a tick of the watchdog that comes late although its thread neither ran nor waited for a processor.
 */
public final class Pauses implements Diagnosed {

    /** The resource's name in the report. */
    public static final String NAME = "pauses";

    /** Ticks come every 0.1 to 0.2 s; this late is no jitter. */
    private static final double LATE = 0.5;

    private static final double USUAL = 0.2;

    private static final int BUCKETS = 6;
    private static final long BUCKET = 10_000_000_000L;

    private final PauseLimit limit;
    private final double[] worst = new double[BUCKETS];
    private final double[] total = new double[BUCKETS];
    private final String[] cause = new String[BUCKETS];
    private @Nullable CollectorClock collector;
    private @Nullable ProcessorWait own;
    private boolean begun;
    private long lastNanos;
    private long bucket;

    /**
     * Of this JVM and the process it is.
     *
     * @param limit asked at every reading
     */
    public Pauses(PauseLimit limit) {
        this.limit = limit;
    }

    /**
     * At every look of the watchdog, on its thread.
     *
     * @param nanos the time on the watchdog's clock
     */
    public void tick(long nanos) {
        double gap = (nanos - lastNanos) / 1e9;
        if (begun && gap >= LATE) {
            sample(nanos, gap);
        }
        begun = true;
        lastNanos = nanos;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Reading read() {
        if (!begun) {
            return new Absent("not read yet");
        }
        sample(lastNanos, 0);
        int longest = 0;
        double all = 0;
        for (int i = 0; i < BUCKETS; i++) {
            longest = worst[i] > worst[longest] ? i : longest;
            all += total[i];
        }
        Map<String, Object> evidence = new LinkedHashMap<>();
        // One that began before the last minute is longer than that.
        evidence.put("share", Math.min(1, all / (BUCKETS * BUCKET / 1e9)));
        if (worst[longest] > 0) {
            evidence.put("cause", cause[longest]);
        }
        return new Usage(worst[longest], limit.seconds(), limit.directive(), 0, evidence);
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
        return new PausesDiagnosis(thresholds.warnAt());
    }

    /** What the collectors took since the last sample, and of a tick that came late, what else. */
    private void sample(long nanos, double gap) {
        CollectorClock its = collector;
        ProcessorWait wait = own;
        if (its == null || wait == null) {
            collector = new CollectorClock();
            own = new ProcessorWait();
            own.look();
            bucket = Math.floorDiv(nanos, BUCKET);
            return;
        }
        its.look();
        turn(nanos);
        saw(gap, wait.look(), its.seconds(), its.longestSeconds());
    }

    /**
     * One sample.
     *
     * @param gap how late the tick came, in seconds; below half a second if it did not
     * @param busy how long the watchdog's thread ran or waited for a processor since the last sample, in nanoseconds
     * @param collected how long the collectors stopped the process since then
     */
    void saw(double gap, OptionalLong busy, double collected, double longestCollection) {
        if (gap < LATE) {
            note(longestCollection, collected, "collector");
            return;
        }
        double stood = busy.isPresent() ? gap - USUAL - busy.getAsLong() / 1e9 : 0;
        double byCollector = Math.min(gap, Math.max(collected, 0));
        double pause = Math.max(stood, Math.min(gap, longestCollection));
        note(pause, Math.max(stood, byCollector), byCollector >= pause / 2 ? "collector" : "process");
    }

    /** Forgets what is older than a minute. */
    void turn(long nanos) {
        long now = Math.floorDiv(nanos, BUCKET);
        for (long each = Math.max(bucket + 1, now - BUCKETS + 1); each <= now; each++) {
            bucket = each;
            worst[place()] = 0;
            total[place()] = 0;
        }
    }

    private void note(double longest, double all, String why) {
        total[place()] += Math.max(0, all);
        if (longest > worst[place()]) {
            worst[place()] = longest;
            cause[place()] = why;
        }
    }

    private int place() {
        return (int) Math.floorMod(bucket, (long) BUCKETS);
    }
}
