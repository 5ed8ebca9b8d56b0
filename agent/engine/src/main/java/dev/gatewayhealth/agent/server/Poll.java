package dev.gatewayhealth.agent.server;

import dev.gatewayhealth.exchange.Connection;
import dev.gatewayhealth.exchange.RequestView;
import dev.gatewayhealth.report.HealthResponse;
import org.jspecify.annotations.Nullable;

/** Asks the health endpoint on behalf of a request that came in over a server's own port. */
@FunctionalInterface
public interface Poll {

    /**
     * {@return whether a raw path of that length can be one of the endpoint's; if not, nothing has to be asked}
     *
     * @param pathLength in chars, without the query
     */
    default boolean concerns(int pathLength) {
        return true;
    }

    /** {@return whether this instance leaves, and its answers shall be the last of their connections} */
    default boolean leaving() {
        return false;
    }

    /**
     * {@return the answer, or null if the path belongs to the application}
     *
     * @param method of the request line
     * @param rawPath as it came over the wire, undecoded
     * @param accept as sent, null without one
     * @param authorization as sent, null without one
     * @param userAgent as sent, null without one
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

    /**
     * {@return the same for a request that is read through a view; null too while it cannot be read}
     *
     * @param view how the server's request objects are read
     * @param request the server's request object
     * @param connection null where the server has none to show
     */
    default @Nullable HealthResponse ask(RequestView view, Object request, @Nullable Object connection) {
        String method = view.method(request);
        String path = view.path(request);
        return method == null || path == null
                ? null
                : ask(
                        method,
                        path,
                        view.header(request, "Accept"),
                        view.header(request, "Authorization"),
                        view.header(request, "User-Agent"),
                        view.header(request, "X-Forwarded-For"),
                        peer(view, connection));
    }

    private static String peer(RequestView view, @Nullable Object connection) {
        Connection its = connection == null ? null : view.connection(connection);
        return its == null || its.remote() == null
                ? "unix"
                : its.remote().getAddress().getHostAddress();
    }
}
