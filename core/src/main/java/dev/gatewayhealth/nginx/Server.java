package dev.gatewayhealth.nginx;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One {@code server} of the configuration. */
record Server(
        Scope scope,
        List<Listen> listens,
        List<ServerName> names,
        List<Step> steps,
        LocationTree locations,
        Map<String, Loc> named) {

    /** Two servers of equal text are still two servers. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    /** {@code $server_name}. */
    String variable() {
        return names.isEmpty() ? "" : names.get(0).variable();
    }

    Place place() {
        return scope.place();
    }

    /** The first name as written, empty where there is none. */
    String name() {
        return names.isEmpty() ? "" : names.get(0).written();
    }
}
