package dev.gatewayhealth.nginx;

import java.util.List;
import java.util.Map;

/** One {@code server} of the configuration. */
record Server(
        Scope scope,
        List<Listen> listens,
        List<ServerName> names,
        List<Step> steps,
        LocationTree locations,
        Map<String, Loc> named) {

    Place place() {
        return scope.place();
    }

    /** The first name as written, empty where there is none. */
    String name() {
        return names.isEmpty() ? "" : names.get(0).written();
    }
}
