package dev.gatewayhealth.metrics;

import java.util.Locale;

/** The text of docs/meters.md, made from the meters. */
final class MetersPage {

    private static final String HEAD = """
            <!-- Generated from MeterName.java by MetersPageTest. -->
            # Meters

            Where the host has a Micrometer registry they are in it; the agent writes the same as Prometheus text under
            `path/metrics`. What is absent or unknown has no series: there is no -1 and no 0 in its place.

            | Micrometer | Prometheus | kind | tags | |
            |---|---|---|---|---|
            """;

    private static final String FOOT = """

            `route` is a location of the contract as nginx writes it, never a path. The first 100 that requests came through have series of
            their own; what comes through others is counted under `other`, and by `gateway.limit.merged`. Requests that were over before
            anybody looked at them, within 200 ms or a tenth of the strictest limit, whichever is longer and at most a second, were short: all
            of them are counted under `short`, in the lowest bucket, with a sum of 0. Without a known location it is `unknown`.

            `gateway.queue.time` needs nginx to stamp the requests (`proxy_set_header X-Request-Start "t=${msec}";`); a few a second are read, and
            what a request cost at another server before, or a client's upload where it is stamped in front of nginx, is in it.

            Histograms have these bounds: `gateway.limit.used` 0.5, 0.8, 0.95 and 1 of the limit, `gateway.queue.time` 0.01, 0.1, 0.5, 1, 5 and
            30 seconds. Micrometer keeps no buckets between 0 and 1, so in its registries `gateway.limit.used` has a count and a sum only;
            `gateway.limit.used.over` tells the same everywhere: how many had used more than `share`. In a Micrometer registry they grow whenever it reads `gateway.health`, so they may be behind by one reading; so may
            series that come and go.

            ## In OpenTelemetry's words

            Where its semantic conventions have a name for the same, dashboards that use it can use ours:

            | here | OpenTelemetry |
            |---|---|
            """;

    private static final String RESOURCES = """
            | `gateway.resource.used` of `file-descriptors` | `jvm.file_descriptor.count` |
            | `gateway.resource.limit` of `file-descriptors` | `jvm.file_descriptor.limit` |
            | `gateway.resource.used` of `heap` | `jvm.memory.used_after_last_gc` of the old generation |
            | `gateway.resource.limit` of `heap` | `jvm.memory.limit` of the heap |

            Silence, limits, forecasts and findings have none there.
            """;

    private MetersPage() {}

    static String text() {
        StringBuilder out = new StringBuilder(HEAD);
        for (MeterName meter : MeterName.values()) {
            out.append("| `")
                    .append(meter.word())
                    .append("` | `")
                    .append(meter.prometheus())
                    .append("` | ")
                    .append(meter.kind().name().toLowerCase(Locale.ROOT))
                    .append(" | ")
                    .append(String.join(", ", meter.tags()))
                    .append(" | ")
                    .append(meter.description())
                    .append(" |\n");
        }
        out.append(FOOT);
        for (MeterName meter : MeterName.values()) {
            String theirs = meter.openTelemetry();
            if (theirs != null) {
                out.append("| `")
                        .append(meter.word())
                        .append("` | `")
                        .append(theirs)
                        .append("` |\n");
            }
        }
        return out.append(RESOURCES).toString();
    }
}
