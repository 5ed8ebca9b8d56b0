package dev.gatewayhealth.nginx;

import dev.gatewayhealth.contract.Received;
import org.jspecify.annotations.Nullable;

/** One exit with everything a received request must agree with to have come through it. */
final class Way {

    private final Exit exit;
    private final HostRule host;
    private final MethodRule method;
    private final PathRule path;
    private final @Nullable String protocol;
    private final @Nullable LocationTree decidedBy;

    Way(Exit exit, HostRule host, HttpConf conf) {
        this.exit = exit;
        this.host = host;
        this.method = new MethodRule(exit);
        this.path = PathRules.of(exit, conf);
        boolean unchanged = exit.pass() != null && exit.pass().uri().isEmpty();
        this.decidedBy = unchanged && PathRules.plain(exit) ? exit.server().locations() : null;
        this.protocol = protocol(new Values(exit.scope(), conf.version()).httpVersion());
    }

    Exit exit() {
        return exit;
    }

    /** The tree whose finding of a plain path decides at once; null where more has to be asked. */
    @Nullable
    LocationTree decidedBy() {
        return decidedBy;
    }

    /** The same object for all ways that ask the same of a Host. */
    HostRule host() {
        return host;
    }

    /** Whether protocol and method agree. */
    boolean admits(Received received) {
        return (protocol == null || protocol.equals(received.protocol())) && method.admits(received.method());
    }

    boolean admits(String raw, @Nullable String normalised, @Nullable String decoded, Steps steps) {
        return path.admits(raw, normalised, decoded, steps);
    }

    private static @Nullable String protocol(String version) {
        return switch (version) {
            case "1.0" -> "HTTP/1.0";
            case "1.1" -> "HTTP/1.1";
            case "2" -> "HTTP/2.0";
            default -> null;
        };
    }
}
