package dev.gatewayhealth.finding;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing noticed: what is near or wrong, the evidence, what nginx will answer, and the remedy on both sides.
 *
 * @param code which kind it is
 * @param subject what it is about within the code: a location, a resource, a listener; empty where there is only one
 * @param severity how much it matters now
 * @param since when it began
 * @param until when it ended; null while it is active
 * @param count how often it happened since it began, at least 1
 * @param message one sentence with the value, the limit and where that comes from
 * @param gateway what nginx answers; null where it answers nothing of its own
 * @param evidence names in camelCase to numbers, strings, booleans or lists and maps of these
 * @param remedy what would make it go away, on either side
 */
public record Finding(
        Code code,
        String subject,
        Severity severity,
        Instant since,
        @Nullable Instant until,
        long count,
        String message,
        @Nullable GatewayAnswer gateway,
        Map<String, Object> evidence,
        List<Remedy> remedy) {

    /** {@return whether it still goes on} */
    public boolean active() {
        return until == null;
    }
}
