package dev.gatewayhealth.library;

import dev.gatewayhealth.finding.Finding;
import dev.gatewayhealth.finding.FindingMap;
import dev.gatewayhealth.report.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A report in brief, in types of {@code java.base}: {@code status} and {@code since}; {@code live}; {@code findings}, those active now, each
 * as {@link FindingMap} puts it with {@code turn} saying {@code active}.
 */
public final class HealthMap {

    private HealthMap() {}

    /**
     * {@return the report in brief, by those names}
     *
     * @param report the latest
     */
    public static Map<String, Object> of(Report report) {
        List<Map<String, Object>> active = new ArrayList<>();
        for (Finding finding : report.findings()) {
            if (finding.active()) {
                active.add(FindingMap.of("active", finding));
            }
        }
        return Map.of(
                "status", report.status().name(),
                "since", report.since(),
                "live", report.live(),
                "findings", List.copyOf(active));
    }
}
