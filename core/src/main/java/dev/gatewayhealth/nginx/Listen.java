package dev.gatewayhealth.nginx;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One {@code listen} of a server.
 *
 * @param host {@code 0.0.0.0} and {@code ::} for all addresses, empty for a unix socket
 * @param lastPort above port for a range
 * @param setsSocket whether it says something about the socket itself, which only one server may
 */
record Listen(
        String host,
        int port,
        int lastPort,
        @Nullable String unix,
        boolean byDefault,
        boolean bothFamilies,
        boolean tls,
        boolean setsSocket) {

    /** Where a server without {@code listen} listens when nginx is started as root. */
    static final Listen NOWHERE_SAID = new Listen("0.0.0.0", 80, 80, null, false, false, false, false);

    /** Null where nginx would refuse it. */
    static @Nullable Listen of(Directive directive) {
        String text = directive.arg(0);
        List<String> words = directive
                .args()
                .subList(Math.min(1, directive.args().size()), directive.args().size());
        boolean byDefault = words.contains("default_server") || words.contains("default");
        boolean both = words.contains("ipv6only=off");
        boolean tls = words.contains("ssl");
        boolean sets = ListenOptions.setsSocket(directive);
        if (text.startsWith("unix:")) {
            return text.length() == 5 ? null : new Listen("", 0, 0, text.substring(5), byDefault, false, tls, sets);
        }
        String host = "0.0.0.0";
        String ports = text;
        int bracket = text.startsWith("[") ? text.indexOf(']') : -1;
        int colon = bracket >= 0 ? text.indexOf(':', bracket) : text.indexOf(':');
        if (bracket > 0) {
            host = text.substring(1, bracket);
            ports = colon < 0 ? "80" : text.substring(colon + 1);
        } else if (colon >= 0) {
            host = text.substring(0, colon);
            ports = text.substring(colon + 1);
        } else if (!ports(text)) {
            host = text;
            ports = "80";
        }
        return of(host.equals("*") ? "0.0.0.0" : ByteText.lower(host), ports, byDefault, both, tls, sets);
    }

    /** Digits, or two numbers with a dash between them. */
    private static boolean ports(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '-' && (c < '0' || c > '9')) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable Listen of(
            String host, String ports, boolean byDefault, boolean both, boolean tls, boolean sets) {
        int dash = ports.indexOf('-');
        long first =
                NginxSize.number(dash < 0 ? ports : ports.substring(0, dash)).orElse(-1);
        long last =
                dash < 0 ? first : NginxSize.number(ports.substring(dash + 1)).orElse(-1);
        boolean valid = first >= 1 && last >= first && last <= 65535 && !host.isEmpty();
        return valid ? new Listen(host, (int) first, (int) last, null, byDefault, both, tls, sets) : null;
    }

    boolean wildcard() {
        return host.equals("0.0.0.0") || host.equals("::");
    }

    boolean on(int wanted) {
        return unix == null && wanted >= port && wanted <= lastPort;
    }

    /** Whether it takes connections to an address, wildcards aside. */
    boolean exactly(String address) {
        return host.equals(address)
                || (host.equals("localhost") && (address.equals("127.0.0.1") || address.equals("::1")));
    }

    boolean wildcardFor(String address) {
        boolean six = address.indexOf(':') >= 0;
        return six ? host.equals("::") : host.equals("0.0.0.0") || (host.equals("::") && bothFamilies);
    }

    /** The same address and port as another, so that only one of their servers can be the default. */
    boolean sameSocket(Listen other) {
        return host.equals(other.host) && port == other.port && java.util.Objects.equals(unix, other.unix);
    }

    @Override
    public String toString() {
        return unix != null ? "unix:" + unix : (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
