package dev.gatewayhealth.nginx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The sockets nginx listens on and, for each, whom a Host belongs to. */
final class Sockets {

    private final Map<Server, List<Socket>> byServer = new HashMap<>();

    /** One socket: its names and who gets what no name claims. */
    private record Socket(ServerNames names, Server byDefault) {}

    Sockets(List<Server> servers) {
        Map<String, List<Server>> groups = new LinkedHashMap<>();
        Map<String, Server> defaults = new HashMap<>();
        for (Server server : servers) {
            for (Listen listen : server.listens()) {
                String socket = listen.toString();
                groups.computeIfAbsent(socket, none -> new ArrayList<>()).add(server);
                if (listen.byDefault()) {
                    defaults.putIfAbsent(socket, server);
                }
            }
        }
        groups.forEach((socket, group) -> {
            Socket made = new Socket(new ServerNames(group), defaults.getOrDefault(socket, group.get(0)));
            group.forEach(server ->
                    byServer.computeIfAbsent(server, s -> new ArrayList<>()).add(made));
        });
    }

    /** Whether a request with this Host can have reached a server. */
    boolean canReach(Server server, String host, Steps steps) {
        List<Socket> sockets = byServer.get(server);
        if (sockets == null) {
            return false;
        }
        for (int i = 0; i < sockets.size(); i++) {
            if (reaches(sockets.get(i), server, host, steps)) {
                return true;
            }
        }
        return false;
    }

    private static boolean reaches(Socket socket, Server server, String host, Steps steps) {
        Server found = socket.names().fixed(host);
        if (found == null && socket.names().hasRegexes()) {
            ServerNames.Found matched = socket.names().find(host, steps);
            if (matched.undecided()) {
                return true;
            }
            found = matched.server();
        }
        return server.equals(found == null ? socket.byDefault() : found);
    }
}
