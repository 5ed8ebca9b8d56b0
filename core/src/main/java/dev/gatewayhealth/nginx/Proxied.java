package dev.gatewayhealth.nginx;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The end of a walk at a proxy.
 *
 * @param scope the level whose values are in force
 * @param location null where the server's own level proxies
 * @param pass the URL with its variables' values, null where one is unknown
 * @param upstream the explicit block, null without one
 * @param servers empty where they are unknown
 * @param sentUri what the upstream sees on the request line, null where it is unknown
 * @param sentHost what the upstream sees as Host, null where it is unknown or none is sent
 * @param connection the Connection header as it leaves, empty for none, null where it is unknown
 */
record Proxied(
        Scope scope,
        @Nullable Loc location,
        Template written,
        @Nullable ProxyPass pass,
        @Nullable Upstream upstream,
        List<Upstream.Server> servers,
        @Nullable String sentUri,
        @Nullable String sentHost,
        @Nullable String connection) {

    boolean dynamic() {
        return !written.constant();
    }
}
