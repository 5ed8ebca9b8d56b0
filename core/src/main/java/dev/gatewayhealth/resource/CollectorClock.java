package dev.gatewayhealth.resource;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/** How long the collectors have stopped the process, as the JVM tells; for use by one thread. */
final class CollectorClock {

    private final List<GarbageCollectorMXBean> beans = new ArrayList<>();
    private long millis;
    private long count;
    private long newMillis;
    private long newCount;

    CollectorClock() {
        for (GarbageCollectorMXBean each : ManagementFactory.getGarbageCollectorMXBeans()) {
            // What runs beside the service is counted as a cycle, and stops nothing.
            if (!each.getName().contains("Cycles")) {
                beans.add(each);
            }
        }
        look();
    }

    /** Takes what has come since the last look. */
    void look() {
        long allMillis = 0;
        long allCount = 0;
        for (GarbageCollectorMXBean each : beans) {
            allMillis += Math.max(0, each.getCollectionTime());
            allCount += Math.max(0, each.getCollectionCount());
        }
        newMillis = allMillis - millis;
        newCount = allCount - count;
        millis = allMillis;
        count = allCount;
    }

    /** Between the last two looks. */
    double seconds() {
        return newMillis / 1e3;
    }

    /** The longest single pause between the last two looks, as far as that is certain. */
    double longestSeconds() {
        return newCount == 0 ? 0 : newMillis / 1e3 / newCount;
    }
}
