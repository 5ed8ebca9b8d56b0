package dev.gatewayhealth.benchmarks.anchors;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * CPU and bytes per request: one process for each anchor, all of them there at once, under load one after the other in short slices, in an
 * order that rotates. So each slice has one of the baseline's near it, whatever else the machine does.
 */
final class Slices {

    /** A slice in which the compilers took more of the CPU than this tells of the compilers. */
    private static final double COMPILING = 0.15;

    /** So many slices tell the size of what nothing is judged by. */
    private static final int SOME = 16;

    private static final List<String> NO_ESCAPE_ANALYSIS = List.of("-XX:-DoEscapeAnalysis");

    private final Results results;
    private final Plan plan;

    Slices(Results results, Plan plan) {
        this.results = results;
        this.plan = plan;
    }

    /** All anchors on one service, direct and through nginx. */
    void cpu(Subject subject, List<Anchor> anchors) throws IOException {
        Map<Anchor, Running> running = start(subject, anchors, List.of());
        List<Integer> ports = running.values().stream().map(Running::port).toList();
        try (Gateway gateway = Gateway.before(ports, plan.work())) {
            for (Running each : running.values()) {
                Load.run(each.port(), plan.warmUpSeconds());
                Load.run(gateway.port(each.port()), plan.warmUpSeconds());
            }
            List<Anchor> order = new ArrayList<>(running.keySet());
            for (int round = 0; round < plan.slices(); round++) {
                Collections.rotate(order, 1);
                for (Anchor anchor : order) {
                    Running its = running.get(anchor);
                    if (its != null && (anchor.judged() || round < SOME)) {
                        slice(its, its.port(), subject.name(), anchor, round);
                    }
                    if (its != null && round < SOME) {
                        slice(its, gateway.port(its.port()), subject.name() + Metric.BY_NGINX, anchor, round);
                    }
                }
            }
        } finally {
            running.values().forEach(Running::close);
        }
    }

    private void slice(Running running, int port, String subject, Anchor anchor, int round) throws IOException {
        double compilers = running.compilersMs();
        double cpu = running.cpuMs();
        long requests = Load.run(port, plan.sliceSeconds());
        compilers = running.compilersMs() - compilers;
        cpu = running.cpuMs() - cpu;
        if (compilers <= COMPILING * cpu) {
            results.add(Metric.CPU, subject, anchor.name(), round, 1000 * (cpu - compilers) / requests);
        }
    }

    /** With escape analysis off, for with it one start of the JVM allocates other amounts than the next. */
    void bytes(Subject subject, List<Anchor> anchors) throws IOException {
        Map<Anchor, Running> running = start(subject, anchors, NO_ESCAPE_ANALYSIS);
        try {
            for (Map.Entry<Anchor, Running> each : running.entrySet()) {
                Running its = each.getValue();
                Load.run(its.port(), plan.warmUpSeconds());
                for (int round = 0; round < 3; round++) {
                    long before = its.allocated();
                    long requests = Load.run(its.port(), 3 * plan.sliceSeconds());
                    double bytes = (double) (its.allocated() - before) / requests;
                    results.add(Metric.BYTES, subject.name(), each.getKey().name(), round, bytes);
                }
            }
        } finally {
            running.values().forEach(Running::close);
        }
    }

    private Map<Anchor, Running> start(Subject subject, List<Anchor> anchors, List<String> options) throws IOException {
        Map<Anchor, Running> running = new LinkedHashMap<>();
        for (Anchor anchor : anchors) {
            if (anchor.suits(subject)) {
                running.put(anchor, Running.start(subject, anchor, plan.work(), options));
            }
        }
        return running;
    }
}
