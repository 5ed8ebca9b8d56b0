package dev.gatewayhealth.nginx;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns a location's {@code proxy_pass} and a walk's state into the request that leaves (nginx: {@code ngx_http_proxy_create_request}). */
final class Forwarding {

    private final Walk walk;
    private final Scope scope;
    private final @Nullable Loc location;
    private final Template written;

    Forwarding(Walk walk, Scope scope, @Nullable Loc location, Template written) {
        this.walk = walk;
        this.scope = scope;
        this.location = location;
        this.written = written;
    }

    Proxied proxied() {
        String url = written.value(walk);
        ProxyPass pass = url == null ? null : ProxyPass.parse(url);
        if (pass == null) {
            return new Proxied(scope, location, written, null, null, List.of(), null, null, connection());
        }
        walk.variables().forwards(pass.host(), pass.port());
        Upstream upstream = walk.conf().upstream(pass.authority());
        return new Proxied(
                scope,
                location,
                written,
                pass,
                upstream,
                servers(pass, upstream),
                sentUri(pass),
                sentHost(pass),
                connection());
    }

    private static List<Upstream.Server> servers(ProxyPass pass, @Nullable Upstream upstream) {
        if (upstream != null) {
            return upstream.servers();
        }
        Address address = pass.address();
        return address == null ? List.of() : List.of(Upstream.Server.plain(address));
    }

    private String sentUri(ProxyPass pass) {
        String uri = pass.uri();
        if (!written.constant() && !uri.isEmpty()) {
            // Only here nginx puts the missing slash before a question mark.
            return uri.startsWith("?") ? "/" + uri : uri;
        }
        String raw = walk.at().untouched();
        if (uri.isEmpty() && raw != null) {
            return raw;
        }
        boolean replaces = walk.at().locationValid() && !uri.isEmpty() && location != null;
        int cut = replaces && location != null
                ? Math.min(location.pattern().length(), walk.uri().length())
                : 0;
        String path = (replaces ? uri : "") + tail(walk.uri().substring(cut));
        return walk.args().isEmpty() ? path : path + "?" + walk.args();
    }

    /** Written anew only where something in it was encoded, or nginx has made it itself. */
    private String tail(String decoded) {
        return walk.at().encodes() ? Escape.uri(decoded, walk.conf().version()) : decoded;
    }

    private @Nullable String sentHost(ProxyPass pass) {
        Directive header = header("host");
        return header == null ? pass.host() : Template.of(header.arg(1)).value(walk);
    }

    private @Nullable String connection() {
        Directive header = header("connection");
        if (header == null) {
            return Values.keptAliveByDefault(scope, walk.conf().version()) ? "" : "close";
        }
        return Template.of(header.arg(1)).value(walk);
    }

    private @Nullable Directive header(String name) {
        return scope.nearestAll("proxy_set_header").stream()
                .filter(d -> d.arg(0).equalsIgnoreCase(name))
                .findFirst()
                .orElse(null);
    }
}
