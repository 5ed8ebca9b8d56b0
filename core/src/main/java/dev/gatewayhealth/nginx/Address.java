package dev.gatewayhealth.nginx;

import org.jspecify.annotations.Nullable;

/**
 * Where a server listens, or an upstream is reached.
 *
 * @param host lower case, without brackets, empty for a unix socket
 * @param port 0 for a unix socket
 * @param unix the socket's path, null for TCP
 */
record Address(String host, int port, @Nullable String unix) {

    private static final String UNIX = "unix:";

    static Address unix(String path) {
        return new Address("", 0, path);
    }

    /** Reads {@code host}, {@code host:8080}, {@code [::1]:8080}, {@code unix:/path}; null where there is no host or the port is none. */
    static @Nullable Address of(String text, int defaultPort) {
        if (text.regionMatches(true, 0, UNIX, 0, UNIX.length())) {
            String path = text.substring(UNIX.length());
            return path.isEmpty() ? null : unix(path);
        }
        int bracket = text.startsWith("[") ? text.indexOf(']') : -1;
        int colon = bracket >= 0 ? text.indexOf(':', bracket) : text.indexOf(':');
        String host = text.substring(bracket >= 0 ? 1 : 0, bracket >= 0 ? bracket : colon < 0 ? text.length() : colon);
        if (host.isEmpty()) {
            return null;
        }
        if (colon < 0) {
            return new Address(ByteText.lower(host), defaultPort, null);
        }
        long port = NginxSize.number(text.substring(colon + 1)).orElse(-1);
        return port < 1 || port > 65535 ? null : new Address(ByteText.lower(host), (int) port, null);
    }

    boolean named(String otherHost) {
        return host.equals(ByteText.lower(otherHost));
    }

    /** Whether the host is a number rather than a name somebody would have to look up. */
    boolean numeric() {
        return host.indexOf(':') >= 0 || (!host.isEmpty() && digitsAndDots(host));
    }

    private static boolean digitsAndDots(String host) {
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            if (c != '.' && (c < '0' || c > '9')) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        if (unix != null) {
            return UNIX + unix;
        }
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
