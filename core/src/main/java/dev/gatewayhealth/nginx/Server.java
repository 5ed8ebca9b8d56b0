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

    /** Whether the last of its regular expressions captures anything, which speaks for all (nginx: {@code ngx_http_core_server_name}). */
    boolean captures() {
        boolean captures = false;
        for (ServerName name : names) {
            if (name.kind() == ServerName.Kind.REGEX) {
                captures = Regex.of(name.text(), name.ignoresCase()).captures();
            }
        }
        return captures;
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
