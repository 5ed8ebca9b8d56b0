package dev.gatewayhealth.agent.server;

import dev.gatewayhealth.report.HealthResponse;
import org.jspecify.annotations.Nullable;

/** Asks the health endpoint on behalf of a request that came in over a server's own port. */
@FunctionalInterface
public interface Poll {

    /** Whether a raw path of that length can be one of the endpoint's; if not, nothing has to be asked. */
    default boolean concerns(int pathLength) {
        return true;
    }

    /** Whether this instance leaves, and its answers shall be the last of their connections. */
    default boolean leaving() {
        return false;
    }

    /**
     * The answer, or null if the path belongs to the application.
     *
     * @param forwardedFor whom {@code X-Forwarded-For} names, which no balancer's own check has
     * @param from the peer of the socket
     */
    @Nullable
    HealthResponse ask(
            String method,
            String rawPath,
            @Nullable String accept,
            @Nullable String authorization,
            @Nullable String userAgent,
            @Nullable String forwardedFor,
            String from);
}
