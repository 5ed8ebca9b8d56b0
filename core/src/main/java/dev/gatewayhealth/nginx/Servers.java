package dev.gatewayhealth.nginx;

import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Which servers take a connection, before anybody looks at its Host (nginx: {@code ngx_http_init_connection}). */
final class Servers {

    private Servers() {}

    /** Those with the exact address, else those with the wildcard; in the order of the configuration. */
    static List<Server> listening(List<Server> servers, ClientRequest request) {
        String unix = request.unix();
        if (unix != null) {
            return with(servers, listen -> unix.equals(listen.unix()));
        }
        int port = request.port();
        String address = request.address();
        if (address == null) {
            return with(servers, listen -> listen.on(port));
        }
        String bare = ByteText.lower(address.replace("[", "").replace("]", ""));
        List<Server> exact = with(servers, listen -> listen.on(port) && listen.exactly(bare));
        return exact.isEmpty() ? with(servers, listen -> listen.on(port) && listen.wildcardFor(bare)) : exact;
    }

    /** The one marked as default, else the first; at least one is needed. */
    static Server byDefault(List<Server> group, ClientRequest request) {
        String unix = request.unix();
        for (Server server : group) {
            for (Listen listen : server.listens()) {
                boolean here = unix == null ? listen.on(request.port()) : unix.equals(listen.unix());
                if (listen.byDefault() && here && suits(listen, request)) {
                    return server;
                }
            }
        }
        return group.get(0);
    }

    /** A Host header as nginx compares it, null where nginx answers 400 (nginx: {@code ngx_http_validate_host}). */
    static @Nullable String host(@Nullable String header) {
        if (header == null) {
            // A client of HTTP/1.0 may leave it out.
            return "";
        }
        int end = hostEnd(header);
        if (end <= 0 || !valid(header)) {
            return null;
        }
        String host = header.substring(0, header.lastIndexOf('.') == end - 1 ? end - 1 : end);
        return host.isEmpty() ? null : ByteText.lower(host);
    }

    /** Before the port; an address in brackets ends with them, and without a second one it never does. */
    private static int hostEnd(String header) {
        boolean literal = header.startsWith("[");
        int end = header.indexOf(literal ? ']' : ':');
        return end < 0 ? header.length() : literal ? end + 1 : end;
    }

    /** Whether a connection is expected to begin with a TLS handshake; one server that says so speaks for its whole socket. */
    static boolean expectsTls(List<Server> group, Server byDefault, ClientRequest request, Version version) {
        boolean listens = group.stream()
                .flatMap(server -> server.listens().stream())
                .anyMatch(listen -> listen.tls() && listen.on(request.port()) && suits(listen, request));
        // "ssl on" is gone since 1.25.1.
        return listens
                || (version.before(new Version(1, 25, 1)) && byDefault.scope().on("ssl", false));
    }

    private static boolean valid(String host) {
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            boolean emptyLabel = c == '.' && i + 1 < host.length() && host.charAt(i + 1) == '.';
            if (c <= ' ' || c == 0x7f || c == '/' || emptyLabel) {
                return false;
            }
        }
        return true;
    }

    private static boolean suits(Listen listen, ClientRequest request) {
        String address = request.address();
        return request.unix() != null
                || address == null
                || listen.exactly(ByteText.lower(address))
                || listen.wildcardFor(ByteText.lower(address));
    }

    private static List<Server> with(List<Server> servers, Predicate<Listen> test) {
        return servers.stream()
                .filter(server -> server.listens().stream().anyMatch(test))
                .toList();
    }
}
