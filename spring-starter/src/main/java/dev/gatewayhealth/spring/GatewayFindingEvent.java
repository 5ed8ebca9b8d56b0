package dev.gatewayhealth.spring;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An application event: a finding has begun, changed or ended. Published on a thread of ours, one after the other, so a slow listener holds
 * up no request; what comes faster than listeners take it is left out.
 *
 * @param code as in {@code docs/findings.md}
 * @param subject what it is about within the code
 * @param severity {@code notice}, {@code warning} or {@code critical}
 * @param until null unless it has ended
 * @param count how often it happened since it began
 * @param gateway {@code status} that nginx answers and {@code errorLog} that it writes, as far as they are known
 * @param remedy each with {@code where} and {@code change}
 */
public record GatewayFindingEvent(
        Turn turn,
        String code,
        String subject,
        String severity,
        Instant since,
        @Nullable Instant until,
        long count,
        String message,
        Map<String, Object> gateway,
        Map<String, Object> evidence,
        List<Map<String, String>> remedy) {

    public GatewayFindingEvent {
        gateway = Map.copyOf(gateway);
        evidence = Map.copyOf(evidence);
        remedy = List.copyOf(remedy);
    }

    @SuppressWarnings("unchecked") // what FindingMap says it makes
    static GatewayFindingEvent of(Map<String, Object> told) {
        return new GatewayFindingEvent(
                Turn.of((String) told.getOrDefault("turn", "")),
                (String) told.getOrDefault("code", ""),
                (String) told.getOrDefault("subject", ""),
                (String) told.getOrDefault("severity", ""),
                (Instant) told.getOrDefault("since", Instant.EPOCH),
                (Instant) told.get("until"),
                (Long) told.getOrDefault("count", 1L),
                (String) told.getOrDefault("message", ""),
                (Map<String, Object>) told.getOrDefault("gateway", Map.of()),
                (Map<String, Object>) told.getOrDefault("evidence", Map.of()),
                (List<Map<String, String>>) told.getOrDefault("remedy", List.of()));
    }

    /** What has become of a finding. */
    public enum Turn {
        /** It is new, or back after it had ended. */
        BEGAN,
        /** It goes on, and matters more or less than before. */
        CHANGED,
        /** Nothing of it is left, or it has not happened again for a minute. */
        ENDED;

        private static Turn of(String word) {
            return switch (word) {
                case "began" -> BEGAN;
                case "ended" -> ENDED;
                default -> CHANGED;
            };
        }
    }
}
