package dev.gatewayhealth.resource;

import dev.gatewayhealth.proc.Cgroup;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The memory of the control group that has the least of it left; the kernel kills where none is left. */
public final class Memory implements Diagnosed {

    /** The resource's name in the report. */
    public static final String NAME = "memory";

    /** A limit may be set while we run, but that is rare. */
    private static final int LOOK_AROUND = 60;

    private final Path proc;
    private final List<MemoryGroup> groups = new ArrayList<>();
    private int readings;

    /** Of the control groups this process is in. */
    public Memory() {
        this(Path.of("/proc"));
    }

    Memory(Path proc) {
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
        Reading least = new Absent("no cgroup limit");
        for (MemoryGroup group : groups) {
            least = Reading.tighter(least, read(group));
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
        return new MemoryDiagnosis(thresholds.warnAt());
    }

    private void lookAround() {
        for (MemoryGroup group : groups) {
            group.close();
        }
        groups.clear();
        Cgroup found = Cgroup.of(proc, "memory");
        for (Path directory : found.directories()) {
            if (MemoryGroup.limited(directory, found.unified())) {
                groups.add(new MemoryGroup(directory, found.unified()));
            }
        }
    }

    private static Reading read(MemoryGroup group) {
        try {
            Map<String, Object> evidence = new LinkedHashMap<>();
            evidence.put("group", group.path());
            evidence.put("stalledPercent", group.stalled());
            evidence.put("killed", group.killed());
            double limit = group.limit();
            return limit > 0
                    ? new Usage(group.used(), limit, group.source(), 0, evidence)
                    : new Absent("the limit is 0");
        } catch (IOException e) {
            return new Absent(String.valueOf(e.getMessage()));
        }
    }
}
