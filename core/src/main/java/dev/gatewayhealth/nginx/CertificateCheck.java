package dev.gatewayhealth.nginx;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks for addresses that speak TLS and have no certificate: the default server of each needs one (nginx: {@code ngx_http_ssl_init}). */
final class CertificateCheck {

    private final Map<String, Server> byDefault = new HashMap<>();
    private final Set<String> tls = new HashSet<>();
    private final Refusals refusals;

    CertificateCheck(Refusals refusals) {
        this.refusals = refusals;
    }

    void check(List<Server> servers) {
        for (Server server : servers) {
            for (Listen listen : server.listens()) {
                look(listen, server);
            }
        }
        for (Server server : servers) {
            if (speaksFor(server) && !server.scope().on("ssl_reject_handshake", false)) {
                refusals.addLater(
                        server.place(), "no \"ssl_certificate\" is defined for the \"listen ... ssl\" directive");
            }
        }
    }

    private void look(Listen listen, Server server) {
        String address = listen.toString();
        if (listen.byDefault()) {
            byDefault.put(address, server);
        } else {
            byDefault.putIfAbsent(address, server);
        }
        if (listen.tls()) {
            tls.add(address);
        }
    }

    private boolean speaksFor(Server server) {
        if (tls.isEmpty() || server.scope().nearest("ssl_certificate") != null) {
            return false;
        }
        for (Listen listen : server.listens()) {
            String address = listen.toString();
            if (tls.contains(address) && server.equals(byDefault.get(address))) {
                return true;
            }
        }
        return false;
    }
}
