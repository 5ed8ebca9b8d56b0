package dev.gatewayhealth.benchmarks.anchors;

/** What is measured, by the names that stand in the results. */
final class Metric {

    static final String CPU = "CPU µs per request";
    static final String BYTES = "bytes per request";
    static final String WALL = "start, wall ms";
    static final String START = "start, CPU ms";
    static final String MAIN = "start, main thread's CPU ms";
    static final String SETTLED = "start and 2 s, CPU ms";
    static final String CLASSES = "classes";
    static final String METASPACE = "metaspace MiB";
    static final String RSS = "RSS MiB";
    static final String IDLE = "idle, CPU ms per s";
    static final String GROWTH_NANOS = "exchange ns";
    static final String GROWTH_WATCH = "watchdog, CPU ms per s";

    /** On which a subject is called by way of nginx. */
    static final String BY_NGINX = ", through nginx";

    private Metric() {}
}
