package dev.gatewayhealth.spring;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An application event: a finding has begun, changed or ended. Published on a thread of ours, one after the other, so a slow listener holds
 * up no request; what comes faster than listeners take it is left out.
 *
 * @param turn what has become of it
 * @param code as in {@code docs/findings.md}
 * @param subject what it is about within the code
 * @param severity {@code notice}, {@code warning} or {@code critical}
 * @param since when it began
 * @param until null unless it has ended
 * @param count how often it happened since it began
 * @param message one sentence with the value, the limit and where that comes from
 * @param gateway {@code status} that nginx answers and {@code errorLog} that it writes, as far as they are known
 * @param evidence names in camelCase to numbers, strings, booleans or lists and maps of these
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

    /**
     * Keeps copies of the collections.
     *
     * @param turn see {@link #turn()}
     * @param code see {@link #code()}
     * @param subject see {@link #subject()}
     * @param severity see {@link #severity()}
     * @param since see {@link #since()}
     * @param until see {@link #until()}
     * @param count see {@link #count()}
     * @param message see {@link #message()}
     * @param gateway copied
     * @param evidence copied
     * @param remedy copied
     */
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
