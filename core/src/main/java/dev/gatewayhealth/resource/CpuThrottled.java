package dev.gatewayhealth.resource;

import dev.gatewayhealth.proc.Cgroup;
import dev.gatewayhealth.proc.ProcNumbers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * In how large a share of its periods the control group was held back because its quota of processor time was used up, in the last
 * minute and in the last ten seconds, whichever is less: so a start that needs more than its quota is no finding.
 */
public final class CpuThrottled implements Diagnosed {

    /** The resource's name in the report. */
    public static final String NAME = "cpu-throttled";

    /** Readings of ten seconds in a minute. */
    private static final int MINUTE = 6;

    /** Fewer periods of 0.1 s are no evidence; a group that idles has none. */
    private static final long FEWEST = 50;

    private final Path proc;
    private final long[] periods = new long[MINUTE + 1];
    private final long[] throttled = new long[MINUTE + 1];
    private int readings;
    private @Nullable Path group;
    private double quotaCores;
    private @Nullable ProcNumbers stat;

    /** Of the control group this process is in. */
    public CpuThrottled() {
        this(Path.of("/proc"));
    }

    CpuThrottled(Path proc) {
        this.proc = proc;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Reading read() {
        try {
            if (readings % MINUTE == 0) {
                findGroup();
            }
            readings++;
            ProcNumbers its = stat;
            if (its == null || group == null) {
                return new Absent("no quota of processor time");
            }
            remember(its.read());
            return new Usage(
                    Math.min(share(1), share(MINUTE)),
                    1,
                    "cpu quota",
                    0,
                    Map.of("quotaCores", quotaCores, "group", group.toString()));
        } catch (IOException e) {
            return new Absent(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(10);
    }

    @Override
    public boolean foreseeable() {
        return false;
    }

    @Override
    public Diagnosis diagnosis(Thresholds thresholds) {
        return new CpuThrottledDiagnosis();
    }

    private void remember(ProcNumbers now) throws IOException {
        System.arraycopy(periods, 0, periods, 1, MINUTE);
        System.arraycopy(throttled, 0, throttled, 1, MINUTE);
        periods[0] = now.of("nr_periods", 0);
        throttled[0] = now.of("nr_throttled", 0);
    }

    /** Over so many readings back; 0 until there were as many. */
    private double share(int back) {
        long all = periods[0] - periods[back];
        return readings <= back || all < FEWEST ? 0 : (double) (throttled[0] - throttled[back]) / all;
    }

    private void findGroup() throws IOException {
        Cgroup found = Cgroup.of(proc, "cpu");
        for (Path directory : found.directories()) {
            double cores = quota(directory, found.unified());
            if (cores > 0) {
                if (!directory.equals(group)) {
                    group = directory;
                    readings = 0;
                    stat = new ProcNumbers(directory.resolve("cpu.stat"));
                }
                quotaCores = cores;
                return;
            }
        }
        group = null;
        stat = null;
    }

    /** In cores; 0 without one. */
    private static double quota(Path directory, boolean unified) throws IOException {
        Path file = directory.resolve(unified ? "cpu.max" : "cpu.cfs_quota_us");
        if (!Files.isReadable(file)) {
            return 0;
        }
        String[] words = Files.readString(file).strip().split(" ", 2);
        String period = unified
                ? words[words.length - 1]
                : Files.readString(directory.resolve("cpu.cfs_period_us")).strip();
        try {
            return words[0].equals("max") ? 0 : Math.max(0, Double.parseDouble(words[0]) / Double.parseDouble(period));
        } catch (NumberFormatException e) {
            throw new IOException("no quota in " + file, e);
        }
    }
}
