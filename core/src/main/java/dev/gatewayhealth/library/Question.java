package dev.gatewayhealth.library;

import org.jspecify.annotations.Nullable;

/**
 * A request on the service's own port that may be for the endpoint.
 *
 * @param sentPath raw, as it was received
 * @param path what of it is beneath the context path
 * @param from the peer as the server knows it
 * @param forwardedFor whom {@code X-Forwarded-For} names, which no balancer's own check has
 */
public record Question(
        String method,
        String sentPath,
        String path,
        @Nullable String accept,
        @Nullable String authorization,
        @Nullable String userAgent,
        String from,
        @Nullable String forwardedFor) {

    /** Whether it came through the gateway, for somebody else. */
    boolean fromOutside() {
        return forwardedFor != null && !forwardedFor.isEmpty();
    }
}
