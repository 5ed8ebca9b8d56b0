package dev.gatewayhealth.nginx;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the Host a service received says about the way it came. */
sealed interface HostRule {

    /** Whether a Host fits; a request without one fits anything. */
    boolean admits(@Nullable String host, Steps steps);

    /** It says nothing. */
    record Anything() implements HostRule {

        @Override
        public boolean admits(@Nullable String host, Steps steps) {
            return true;
        }
    }

    /** The configuration sends always the same. */
    record Literal(String text) implements HostRule {

        @Override
        public boolean admits(@Nullable String host, Steps steps) {
            return host == null || host.equalsIgnoreCase(text);
        }
    }

    /** The client's own, which chose the server. */
    record Clients(Sockets sockets, Server server) implements HostRule {

        @Override
        public boolean admits(@Nullable String host, Steps steps) {
            String name = host == null ? null : Servers.host(host);
            return name == null || sockets.canReach(server, name, steps);
        }
    }

    /** What an exit sends. */
    static HostRule of(Exit exit, Sockets sockets) {
        for (Directive header : exit.scope().nearestAll("proxy_set_header")) {
            if (header.arg(0).toLowerCase(Locale.ROOT).equals("host")) {
                return written(header.arg(1), exit, sockets);
            }
        }
        return byDefault(exit);
    }

    private static HostRule written(String value, Exit exit, Sockets sockets) {
        Template template = Template.of(value);
        if (value.isEmpty()) {
            return new Anything();
        }
        if (template.constant()) {
            return new Literal(value);
        }
        Template.Part first = template.parts().get(0);
        boolean clients =
                first.variable() && (first.text().equals("host") || first.text().equals("http_host"));
        if (clients) {
            boolean onlyPort = template.parts().size() == 1
                    || template.parts().get(1).text().startsWith(":");
            return onlyPort ? new Clients(sockets, exit.server()) : new Anything();
        }
        if (value.equals("$proxy_host")) {
            return byDefault(exit);
        }
        return value.equals("$server_name") ? new Literal(exit.server().variable()) : new Anything();
    }

    private static HostRule byDefault(Exit exit) {
        ProxyPass pass = exit.pass();
        return pass == null ? new Anything() : new Literal(pass.host());
    }
}
