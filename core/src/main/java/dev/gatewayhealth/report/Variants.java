package dev.gatewayhealth.report;

import dev.gatewayhealth.report.HealthResponse.Header;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Every answer one polled path can give while one report holds. */
record Variants(
        HealthResponse json,
        HealthResponse jsonHead,
        HealthResponse text,
        HealthResponse textHead,
        HealthResponse options) {

    static final Header ALLOW = new Header("Allow", "GET, HEAD, OPTIONS");

    private static final HealthResponse NOT_ALLOWED = HealthResponse.bare(405, ALLOW);

    /**
     * @param word the bare word, also sent as a header for pollers that match no bodies
     * @param json the body
     */
    static Variants of(boolean ready, String word, String json, int retryAfterSeconds) {
        int status = ready ? 200 : 503;
        Header[] headers = ready
                ? new Header[] {new Header("X-Gateway-Health", word)}
                : new Header[] {
                    new Header("X-Gateway-Health", word), new Header("Retry-After", Integer.toString(retryAfterSeconds))
                };
        HealthResponse full = HealthResponse.of(status, "application/json", bytes(json), headers);
        HealthResponse bare = HealthResponse.of(status, "text/plain;charset=UTF-8", bytes(word), headers);
        Header[] allow = new Header[headers.length + 1];
        System.arraycopy(headers, 0, allow, 0, headers.length);
        allow[headers.length] = ALLOW;
        return new Variants(full, full.withoutBody(), bare, bare.withoutBody(), HealthResponse.bare(status, allow));
    }

    HealthResponse answer(String method, @Nullable String accept) {
        return switch (method) {
            case "GET" -> Accept.prefersText(accept) ? text : json;
            case "HEAD" -> Accept.prefersText(accept) ? textHead : jsonHead;
            case "OPTIONS" -> options;
            default -> NOT_ALLOWED;
        };
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
