package dev.gatewayhealth.servlet;

import dev.gatewayhealth.exchange.Connection;
import jakarta.servlet.ServletInputStream;
import org.jspecify.annotations.Nullable;

/** Tells the agent, by the words of the bridge, what {@link OwnView} tells the library's own watchdog. */
final class BridgedView {

    private static final String HEADER = "header:";

    private BridgedView() {}

    /** For any thread; a word from the future is null. */
    static @Nullable Object tell(String what, Object request) {
        OwnView view = OwnView.ONLY;
        return switch (what) {
            case "method" -> view.method(request);
            case "path" -> view.path(request);
            case "protocol" -> view.protocol(request);
            case "delivered" -> view.delivered(request, request);
            case "body" -> view.bodyExpected(request) == 0 ? null : ServletInputStream.class;
            case "container" -> OwnView.container(request);
            case "local" -> local(view.connection(request));
            case "remote" -> remote(view.connection(request));
            default -> what.startsWith(HEADER) ? view.header(request, what.substring(HEADER.length())) : null;
        };
    }

    private static @Nullable Object local(@Nullable Connection connection) {
        return connection == null ? null : connection.local();
    }

    private static @Nullable Object remote(@Nullable Connection connection) {
        return connection == null ? null : connection.remote();
    }
}
