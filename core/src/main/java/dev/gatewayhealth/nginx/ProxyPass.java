package dev.gatewayhealth.nginx;

import org.jspecify.annotations.Nullable;

/** Where a request is proxied to, taken apart (nginx: {@code ngx_http_proxy_pass}, {@code ngx_http_proxy_eval}). */
record ProxyPass(String scheme, String authority, String uri) {

    /** The {@code proxy_pass} in force on a level, null where nothing is proxied there. */
    static @Nullable Directive of(Scope at, @Nullable Loc location) {
        Directive own = at.own("proxy_pass");
        if (own != null || location == null || at == location.scope() || Handlers.other(at)) {
            return own;
        }
        // An if or limit_except without a handler of its own takes that of the blocks around it.
        return at.kind() == Scope.Kind.IF || at.kind() == Scope.Kind.LIMIT_EXCEPT ? of(at.outer(), location) : null;
    }

    /** Null where it is no URL nginx could proxy to. */
    static @Nullable ProxyPass parse(String url) {
        boolean tls = url.regionMatches(true, 0, "https://", 0, 8);
        if (!tls && !url.regionMatches(true, 0, "http://", 0, 7)) {
            return null;
        }
        String rest = url.substring(tls ? 8 : 7);
        int end = rest.regionMatches(true, 0, "unix:", 0, 5) ? socketEnd(rest) : hostEnd(rest);
        String uri = rest.substring(end);
        if (uri.startsWith(":")) {
            uri = uri.substring(1);
        }
        String authority = rest.substring(0, end);
        return authority.isEmpty() ? null : new ProxyPass(tls ? "https" : "http", authority, uri);
    }

    int defaultPort() {
        return scheme.equals("https") ? 443 : 80;
    }

    /** What {@code $proxy_host} and the default Host header are: the port only where it was written. */
    String host() {
        return authority.regionMatches(true, 0, "unix:", 0, 5) ? "localhost" : authority;
    }

    /** What {@code $proxy_port} is: the scheme's own port where none was written, and nothing for a unix socket. */
    String port() {
        if (authority.regionMatches(true, 0, "unix:", 0, 5)) {
            return "";
        }
        Address address = address();
        return Integer.toString(address == null ? defaultPort() : address.port());
    }

    /** Null where there is no host or the port is none. */
    @Nullable
    Address address() {
        return Address.of(authority, defaultPort());
    }

    private static int hostEnd(String rest) {
        int end = 0;
        while (end < rest.length() && rest.charAt(end) != '/' && rest.charAt(end) != '?') {
            end++;
        }
        return end;
    }

    /** A socket's path ends at a colon; what follows is the URI. */
    private static int socketEnd(String rest) {
        int colon = rest.indexOf(':', 5);
        return colon < 0 ? rest.length() : colon;
    }
}
