package dev.gatewayhealth.spring;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * The verdict in the service's own health. WARN is UP with a detail, because a service that is taken out for a warning is worse off; a
 * drain is OUT_OF_SERVICE. Asking costs a volatile read and the copying of what is active.
 */
final class GatewayHealthIndicator implements HealthIndicator {

    private final ServiceHealth health;

    GatewayHealthIndicator(ServiceHealth health) {
        this.health = health;
    }

    @Override
    public Health health() {
        Map<String, Object> told = health.health();
        String verdict = (String) told.get("status");
        if (verdict == null) {
            return Health.unknown()
                    .withDetail("reason", "another copy of the library, or an older agent, has the monitor of this JVM")
                    .build();
        }
        Health.Builder builder = Health.status(status(verdict)).withDetail("verdict", verdict);
        Object since = told.get("since");
        if (since != null) {
            builder.withDetail("since", since.toString());
        }
        return builder.withDetail("findings", findings(told)).build();
    }

    private static Status status(String verdict) {
        return switch (verdict) {
            case "UP", "WARN" -> Status.UP;
            case "DOWN" -> Status.DOWN;
            case "DRAINING" -> Status.OUT_OF_SERVICE;
            default -> Status.UNKNOWN;
        };
    }

    /** Code, severity and message of each that is active. */
    @SuppressWarnings("unchecked") // what HealthMap says it makes
    private static List<Map<String, Object>> findings(Map<String, Object> told) {
        List<Map<String, Object>> brief = new ArrayList<>();
        for (Map<String, Object> each : (List<Map<String, Object>>) told.getOrDefault("findings", List.of())) {
            brief.add(Map.of(
                    "code", each.getOrDefault("code", ""),
                    "severity", each.getOrDefault("severity", ""),
                    "message", each.getOrDefault("message", "")));
        }
        return brief;
    }
}
