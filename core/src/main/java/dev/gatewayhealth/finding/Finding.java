package dev.gatewayhealth.finding;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing noticed: what is near or wrong, the evidence, what nginx will answer, and the remedy on both sides.
 *
 * @param since when it began
 * @param until when it ended; null while it is active
 * @param count how often it happened since it began, at least 1
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

    public boolean active() {
        return until == null;
    }
}
