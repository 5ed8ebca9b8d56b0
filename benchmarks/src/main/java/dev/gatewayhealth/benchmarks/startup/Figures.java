package dev.gatewayhealth.benchmarks.startup;

/**
 * What one start cost.
 *
 * @param wall milliseconds to the first 200
 * @param cpu milliseconds of user and system time until then
 * @param settled the same two seconds later, when what goes on in the background is done
 * @param rss MiB at the first 200
 * @param classes loaded in the end
 * @param metaspace MiB in the end
 */
record Figures(double wall, double cpu, double settled, double rss, double classes, double metaspace) {

    Figures minus(Figures other) {
        return new Figures(
                wall - other.wall,
                cpu - other.cpu,
                settled - other.settled,
                rss - other.rss,
                classes - other.classes,
                metaspace - other.metaspace);
    }
}
