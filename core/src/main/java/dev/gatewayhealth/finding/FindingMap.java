package dev.gatewayhealth.finding;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A finding in types of {@code java.base}: the names of the report's JSON, {@link Instant}s for times, and {@code turn}, which is
 * {@code began}, {@code changed}, {@code ended} or {@code active}. What is absent has no key.
 */
public final class FindingMap {

    private FindingMap() {}

    /**
     * {@return the finding's fields by their names}
     *
     * @param turn {@code began}, {@code changed}, {@code ended} or {@code active}
     * @param finding active or ended
     */
    public static Map<String, Object> of(String turn, Finding finding) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("turn", turn);
        map.put("code", finding.code().word());
        map.put("subject", finding.subject());
        map.put("severity", finding.severity().word());
        map.put("since", finding.since());
        Instant until = finding.until();
        if (until != null) {
            map.put("until", until);
        }
        map.put("count", finding.count());
        map.put("message", finding.message());
        GatewayAnswer gateway = finding.gateway();
        if (gateway != null) {
            map.put("gateway", gateway(gateway));
        }
        map.put("evidence", Map.copyOf(finding.evidence()));
        map.put("remedy", remedy(finding.remedy()));
        return Map.copyOf(map);
    }

    private static Map<String, Object> gateway(GatewayAnswer gateway) {
        Map<String, Object> map = new LinkedHashMap<>();
        if (gateway.status() != 0) {
            map.put("status", gateway.status());
        }
        String errorLog = gateway.errorLog();
        if (errorLog != null) {
            map.put("errorLog", errorLog);
        }
        return Map.copyOf(map);
    }

    private static List<Map<String, String>> remedy(List<Remedy> remedies) {
        List<Map<String, String>> all = new ArrayList<>();
        for (Remedy each : remedies) {
            all.add(Map.of("where", each.where(), "change", each.change()));
        }
        return List.copyOf(all);
    }
}
