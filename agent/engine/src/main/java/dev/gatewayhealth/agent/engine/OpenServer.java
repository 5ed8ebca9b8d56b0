package dev.gatewayhealth.agent.engine;

import dev.gatewayhealth.agent.server.OpenListener;
import dev.gatewayhealth.agent.weave.Home;
import java.lang.ref.WeakReference;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A server that has opened a port.
 *
 * @param name with its version
 * @param loader where its listener's class is
 */
record OpenServer(String name, WeakReference<ClassLoader> loader) {

    static OpenServer of(OpenListener listener) {
        return new OpenServer(listener.server(), new WeakReference<>(listener.loader()));
    }

    /** The name without the version. */
    String kind() {
        int slash = name.indexOf('/');
        return slash < 0 ? name : name.substring(0, slash);
    }

    /** What to call the server in that loader, of which a part may live elsewhere; null if it has opened no port. */
    static @Nullable String name(Collection<OpenServer> open, Home home) {
        Set<String> kin = new LinkedHashSet<>();
        for (OpenServer server : open) {
            if (server.kind().equals(home.server())) {
                if (server.loader.get() == home.loader()) {
                    return server.name();
                }
                kin.add(server.name());
            }
        }
        return kin.isEmpty() ? null : String.join(", ", kin);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OpenServer server && name.equals(server.name) && loader.get() == server.loader.get();
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }
}
