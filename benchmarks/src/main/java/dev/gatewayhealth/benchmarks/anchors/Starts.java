package dev.gatewayhealth.benchmarks.anchors;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Starts to the first {@code 200}, one after the other, in an order that rotates; and what a service that nobody calls goes on to cost. */
final class Starts {

    /** So many starts tell the size of what nothing is judged by. */
    private static final int SOME = 6;

    private final Results results;
    private final Plan plan;

    Starts(Results results, Plan plan) {
        this.results = results;
        this.plan = plan;
    }

    void measure(Subject subject, List<Anchor> anchors) throws IOException {
        List<Anchor> order = new ArrayList<>(
                anchors.stream().filter(each -> each.suits(subject)).toList());
        // The first round warms the machine's caches.
        for (int round = plan.starts() > 1 ? -1 : 0; round < plan.starts(); round++) {
            Collections.rotate(order, 1);
            for (Anchor anchor : order) {
                if (anchor.judged() || round < SOME) {
                    start(subject, anchor, round);
                }
            }
        }
    }

    private void start(Subject subject, Anchor anchor, int round) throws IOException {
        try (Running running = Running.start(subject, anchor, plan.work(), List.of())) {
            double wall = running.wallMs();
            double cpu = running.cpuMs();
            double rss = running.rssMiB();
            pause(2);
            double settled = running.cpuMs();
            double main = running.mainThreadMs();
            pause(plan.idleSeconds());
            double idle = (running.cpuMs() - settled) / plan.idleSeconds();
            if (round >= 0) {
                String of = subject.name();
                results.add(Metric.WALL, of, anchor.name(), round, wall);
                results.add(Metric.START, of, anchor.name(), round, cpu);
                results.add(Metric.MAIN, of, anchor.name(), round, main);
                results.add(Metric.SETTLED, of, anchor.name(), round, settled);
                results.add(Metric.IDLE, of, anchor.name(), round, idle);
                results.add(Metric.RSS, of, anchor.name(), round, rss);
                results.add(Metric.CLASSES, of, anchor.name(), round, classes(running));
                double metaspace = running.counter("sun.gc.metaspace.used") / (1 << 20);
                results.add(Metric.METASPACE, of, anchor.name(), round, metaspace);
            }
        }
    }

    private static double classes(Running running) throws IOException {
        return running.counter("java.cls.loadedClasses", "java.cls.sharedLoadedClasses");
    }

    private static void pause(int seconds) {
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(seconds));
    }
}
