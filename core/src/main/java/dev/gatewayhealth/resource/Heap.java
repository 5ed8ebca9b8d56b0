package dev.gatewayhealth.resource;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a collection leaves in the heap, against the most the heap can be. What was allocated since is no use: it may be garbage.
 *
 * <p>The pools are asked directly; neither the platform MBean server nor the log manager is touched, which some servers want to be
 * the first to set up.
 */
public final class Heap implements Diagnosed {

    /** The resource's name in the report. */
    public static final String NAME = "heap";

    private final List<MemoryPoolMXBean> pools = new ArrayList<>();

    /** The pool that grows to almost all of the heap: the old generation, or the only one. */
    private @Nullable MemoryPoolMXBean old;

    /** Of this JVM. */
    public Heap() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Reading read() {
        if (pools.isEmpty()) {
            findPools();
        }
        MemoryPoolMXBean its = old;
        MemoryUsage left = its == null ? null : its.getCollectionUsage();
        if (left == null) {
            return new Absent("this collector does not tell what it leaves");
        }
        if (left.getUsed() == 0) {
            return new Absent("nothing of the old generation has been collected yet");
        }
        double used = 0;
        double now = 0;
        for (MemoryPoolMXBean pool : pools) {
            MemoryUsage after = pool.getCollectionUsage();
            used += after == null ? 0 : (double) after.getUsed();
            now += (double) pool.getUsage().getUsed();
        }
        // What the last collection left may be long ago; there is never more than there is.
        return Usage.of(Math.min(used, now), (double) Runtime.getRuntime().maxMemory(), "-Xmx");
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
        return new HeapDiagnosis(thresholds.warnAt());
    }

    private void findPools() {
        long largest = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            if (pool.getType() != MemoryType.HEAP) {
                continue;
            }
            pools.add(pool);
            boolean young = pool.getName().contains("Eden")
                    || pool.getName().contains("Survivor")
                    || pool.getName().contains("Young");
            long max = pool.getUsage().getMax();
            if (!young && (old == null || max > largest)) {
                old = pool;
                largest = max;
            }
        }
    }
}
