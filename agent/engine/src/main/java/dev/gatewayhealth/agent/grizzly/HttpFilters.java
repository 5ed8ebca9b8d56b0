package dev.gatewayhealth.agent.grizzly;

import dev.gatewayhealth.agent.server.Asked;
import org.jspecify.annotations.Nullable;

/**
 * The two filters that make an HTTP server of a Grizzly transport.
 *
 * @param codec decodes requests, encodes responses and keeps connections alive
 * @param server hands requests to the application
 */
record HttpFilters(Asked codec, Asked server) {

    private static final String CODEC = "org.glassfish.grizzly.http.HttpServerFilter";
    private static final String SERVER = "org.glassfish.grizzly.http.server.HttpServerFilter";

    /** Of the first of these chains that has both; null where none has. */
    static @Nullable HttpFilters of(@Nullable Object... chains) {
        for (Object chain : chains) {
            Object codec = chain instanceof Iterable<?> filters ? filter(filters, CODEC) : null;
            Object server = chain instanceof Iterable<?> filters ? filter(filters, SERVER) : null;
            if (codec != null && server != null) {
                return new HttpFilters(new Asked(codec), new Asked(server));
            }
        }
        return null;
    }

    /** One of that class, or of one made from it. */
    private static @Nullable Object filter(Iterable<?> filters, String name) {
        for (Object filter : filters) {
            for (Class<?> at = filter.getClass(); at != null; at = at.getSuperclass()) {
                if (at.getName().equals(name)) {
                    return filter;
                }
            }
        }
        return null;
    }
}
