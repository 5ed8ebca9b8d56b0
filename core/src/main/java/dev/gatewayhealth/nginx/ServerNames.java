package dev.gatewayhealth.nginx;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names of the servers that share one address, and which of them a host belongs to: exact, then the longest wildcard at the
 * front, then the longest at the back, then the first regular expression (nginx: {@code ngx_http_find_virtual_server}).
 */
final class ServerNames {

    private final Map<String, Server> exact = new HashMap<>();
    private final Map<String, Server> front = new HashMap<>();
    private final Map<String, Server> back = new HashMap<>();
    private final Set<String> taken = new HashSet<>();
    private final Map<Regex, Server> regexes = new LinkedHashMap<>();

    ServerNames(List<Server> servers) {
        if (servers.size() == 1 && !servers.get(0).captures()) {
            // Whoever is alone on an address has to ask no name (nginx: ngx_http_optimize_servers).
            return;
        }
        for (Server server : servers) {
            for (ServerName name : server.names()) {
                add(name, server);
            }
        }
    }

    /**
     * Whom a host belongs to.
     *
     * @param server null where no name fits, which means the default server
     */
    record Found(@Nullable Server server, @Nullable Captured captured, boolean undecided) {

        private static final Found NONE = new Found(null, null, false);

        private static Found of(Server server) {
            return new Found(server, null, false);
        }
    }

    /** For a host in lower case, without port and trailing dot. */
    Found find(String host, Steps steps) {
        Server server = fixed(host);
        if (server != null) {
            return Found.of(server);
        }
        if (host.isEmpty()) {
            // nginx asks no regular expression where no Host came.
            return Found.NONE;
        }
        for (Map.Entry<Regex, Server> entry : regexes.entrySet()) {
            Regex.Found found = entry.getKey().find(host, steps);
            if (found.undecided()) {
                return new Found(null, null, true);
            }
            if (found.yes()) {
                return new Found(entry.getValue(), new Captured(entry.getKey(), found), false);
            }
        }
        return Found.NONE;
    }

    boolean hasRegexes() {
        return !regexes.isEmpty();
    }

    /** The server whose exact name or wildcard fits, null where none does. */
    @Nullable
    Server fixed(String host) {
        Server server = exact.get(host);
        if (server == null && !front.isEmpty()) {
            server = wildcardAtFront(host);
        }
        return server == null && !back.isEmpty() ? wildcardAtBack(host) : server;
    }

    private void add(ServerName name, Server server) {
        switch (name.kind()) {
            case EXACT -> {
                if (taken.add(name.text())) {
                    exact.put(name.text(), server);
                }
            }
            case WILDCARD_FRONT -> front.putIfAbsent(name.text(), server);
            case WILDCARD_BACK -> back.putIfAbsent(name.text(), server);
            case WILDCARD_FRONT_AND_BARE -> {
                // One conflict and nginx ignores both meanings, yet nobody else gets the bare name (nginx:
                // ngx_hash_add_key).
                String bare = name.text().substring(1);
                if (taken.add(bare) && front.putIfAbsent(name.text(), server) == null) {
                    exact.put(bare, server);
                }
            }
            case REGEX -> regexes.put(Regex.of(name.text(), name.ignoresCase()), server);
            case UNKNOWN -> {}
        }
    }

    private @Nullable Server wildcardAtFront(String host) {
        for (int dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) {
            Server server = front.get(host.substring(dot));
            if (server != null) {
                return server;
            }
        }
        return null;
    }

    private @Nullable Server wildcardAtBack(String host) {
        for (int dot = host.lastIndexOf('.'); dot > 0; dot = host.lastIndexOf('.', dot - 1)) {
            Server server = dot == host.length() - 1 ? null : back.get(host.substring(0, dot + 1));
            if (server != null) {
                return server;
            }
        }
        return null;
    }
}
