package dev.gatewayhealth.nginx;

import dev.gatewayhealth.contract.Location;
import org.jspecify.annotations.Nullable;

/**
 * One way out of the gateway to an upstream: a location, or an {@code if} or {@code limit_except} in it that proxies.
 *
 * @param scope the level whose values bind
 * @param pass the URL, null where it depends on the request
 */
record Exit(
        Server server,
        Loc loc,
        Scope scope,
        Template written,
        @Nullable ProxyPass pass,
        Location location) {}
