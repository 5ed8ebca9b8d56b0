package dev.gatewayhealth.resource;

import dev.gatewayhealth.proc.Cgroup;
import dev.gatewayhealth.proc.ProcNumbers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The numbers the kernel gives to processes and threads, of whichever limit has the least left: the control group's, the user's, or the
 * machine's.
 */
public final class ProcessIds implements Diagnosed {

    public static final String NAME = "process-ids";

    private static final int LOOK_AROUND = 60;

    private final Path proc;
    private final List<IdLimit> limits = new ArrayList<>();
    private int readings;

    public ProcessIds() {
        this(Path.of("/proc"));
    }

    ProcessIds(Path proc) {
        this.proc = proc;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Reading read() {
        if (readings++ % LOOK_AROUND == 0) {
            lookAround();
        }
        Reading least = new Absent("the kernel's limits of processes cannot be read here");
        for (IdLimit each : limits) {
            least = Reading.tighter(least, each.read());
        }
        return least;
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
        return new ProcessIdsDiagnosis(thresholds.warnAt());
    }

    private void lookAround() {
        for (IdLimit each : limits) {
            each.close();
        }
        limits.clear();
        for (Path directory : Cgroup.of(proc, "pids").directories()) {
            Path max = directory.resolve("pids.max");
            if (Files.isReadable(max)) {
                limits.add(new IdLimit("pids.max", directory.resolve("pids.current"), "", limit(max)));
            }
        }
        long threads = limit(proc.resolve("sys/kernel/threads-max"));
        long ids = limit(proc.resolve("sys/kernel/pid_max"));
        String machine = ids < threads ? "kernel.pid_max" : "kernel.threads-max";
        limits.add(new IdLimit(machine, proc.resolve("loadavg"), "/", Math.min(ids, threads)));
        // Root, and whoever may exceed resource limits, is not bound by this one.
        if (!"root".equals(System.getProperty("user.name"))) {
            limits.add(new IdLimit("RLIMIT_NPROC", proc.resolve("self/status"), "Threads:", softLimit()));
        }
        for (int i = limits.size() - 1; i >= 0; i--) {
            if (!limits.get(i).limited()) {
                limits.remove(i);
            }
        }
    }

    private long softLimit() {
        try {
            ProcNumbers limits = new ProcNumbers(proc.resolve("self/limits")).read();
            String text = limits.text();
            limits.close();
            int at = text.indexOf("Max processes");
            String word = at < 0
                    ? "unlimited"
                    : text.substring(at + "Max processes".length()).strip().split("\\s", 2)[0];
            return word.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(word);
        } catch (IOException | NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }

    private static long limit(Path file) {
        ProcNumbers numbers = new ProcNumbers(file);
        try {
            return numbers.read().first();
        } catch (IOException e) {
            return Long.MAX_VALUE;
        } finally {
            numbers.close();
        }
    }
}
