package dev.gatewayhealth.metrics;

/** The text of docs/metrics.md, made from the meters. */
final class MetricsPage {

    private static final String HEAD = """
            <!-- Generated from MeterName.java by MetricsPageTest. -->
            # Meters

            Where the host has a Micrometer registry they are in it; the agent writes the same as Prometheus text under
            `path/metrics`. What is absent or unknown has no series: there is no -1 and no 0 in its place.

            | Micrometer | Prometheus | kind | tags | |
            |---|---|---|---|---|
            """;

    private MetricsPage() {}

    static String text() {
        StringBuilder out = new StringBuilder(HEAD);
        for (MeterName meter : MeterName.values()) {
            out.append("| `")
                    .append(meter.word())
                    .append("` | `")
                    .append(meter.prometheus())
                    .append("` | ")
                    .append(meter.counter() ? "counter" : "gauge")
                    .append(" | ")
                    .append(String.join(", ", meter.tags()))
                    .append(" | ")
                    .append(meter.description())
                    .append(" |\n");
        }
        return out.toString();
    }
}
