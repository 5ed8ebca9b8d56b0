package dev.gatewayhealth.agent.container.app;

import java.util.List;

/** The same server with a context for each path: what fits none the server rejects by itself. */
public final class HttpServerPathsContainer extends HttpServerContainer {

    @Override
    List<String> paths() {
        return List.of(
                "/sync", "/held", "/error", "/async", "/expire", "/stream", "/upload", "/flood", "/wrong", "/thrown");
    }
}
