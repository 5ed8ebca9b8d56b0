package dev.gatewayhealth.nginx;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks for {@code listen} directives that cannot stand beside each other (nginx: {@code ngx_http_add_listen}). */
final class ListenCheck {

    private final Refusals refusals;

    ListenCheck(Refusals refusals) {
        this.refusals = refusals;
    }

    void check(List<Server> servers) {
        Map<String, Server> defaults = new HashMap<>();
        Set<String> sockets = new HashSet<>();
        for (Server server : servers) {
            Set<String> own = new HashSet<>();
            for (Listen listen : server.listens()) {
                if (!own.add(listen.toString())) {
                    refusals.addLater(listenPlace(server, listen), "a duplicate listen " + listen);
                }
                if (listen.setsSocket() && !sockets.add(listen.toString())) {
                    refusals.addLater(listenPlace(server, listen), "duplicate listen options for " + listen);
                }
                Server other = listen.byDefault() ? defaults.putIfAbsent(listen.toString(), server) : null;
                if (other != null) {
                    refusals.addLater(listenPlace(server, listen), "a duplicate default server for " + listen);
                }
            }
        }
    }

    private static Place listenPlace(Server server, Listen listen) {
        return server.scope().block().inside().stream()
                .filter(d -> d.is("listen") && listen.equals(Listen.of(d)))
                .reduce((a, b) -> b)
                .map(Directive::place)
                .orElse(server.place());
    }
}
