package dev.gatewayhealth.e2e.lab;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatewayhealth.e2e.rig.Rig;
import dev.gatewayhealth.e2e.rig.Sighting;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How often each thing above notice had been found at an instant; what was found after it counts more.
 *
 * @param times by code
 */
record Baseline(Map<String, Long> times) {

    static Baseline of(Rig rig) {
        return of(rig.reports().latest());
    }

    private static Baseline of(Sighting report) {
        Map<String, Long> times = new TreeMap<>();
        report.findings()
                .filter(finding -> !finding.path("severity").asText().equals("notice"))
                .forEach(finding ->
                        times.merge(code(finding), finding.path("count").asLong(), Long::sum));
        return new Baseline(times);
    }

    /** The codes that were found since. */
    Set<String> since(Rig rig) {
        Set<String> codes = new TreeSet<>();
        of(rig.reports().latest()).times.forEach((code, count) -> {
            if (count > times.getOrDefault(code, 0L)) {
                codes.add(code);
            }
        });
        return codes;
    }

    private static String code(JsonNode finding) {
        return finding.path("code").asText();
    }
}
