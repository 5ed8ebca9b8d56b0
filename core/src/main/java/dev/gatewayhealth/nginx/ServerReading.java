package dev.gatewayhealth.nginx;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a {@code server} block: where it listens, what it is called, its locations (nginx: {@code ngx_http_core_server}). */
final class ServerReading {

    private final HttpConf conf;
    private final MadeVariables variables;
    private final Refusals refusals;
    private final RewriteReading rewrites;
    private final LocationReading locations;
    private final BufferCheck buffers;

    ServerReading(HttpConf conf, MadeVariables variables, Refusals refusals) {
        this.conf = conf;
        this.variables = variables;
        this.refusals = refusals;
        this.rewrites = new RewriteReading(variables, refusals);
        this.buffers = new BufferCheck(refusals);
        this.locations = new LocationReading(conf, variables, refusals, buffers);
    }

    Server server(Directive block, Scope http) {
        Scope scope = new Scope(Scope.Kind.SERVER, http, block);
        buffers.check(scope);
        List<Listen> listens = new ArrayList<>();
        List<ServerName> names = new ArrayList<>();
        for (Directive directive : block.inside()) {
            if (directive.is("listen")) {
                listens(directive, listens);
            } else if (directive.is("server_name")) {
                for (String written : directive.args()) {
                    ServerName name = ServerName.of(written);
                    names.add(name);
                    if (name.misplacedAsterisk()) {
                        refusals.add(directive.place(), "server name \"" + written + "\" is invalid");
                    }
                    if (name.kind() == ServerName.Kind.REGEX) {
                        variables.declare(Regex.of(name.text(), name.ignoresCase()), directive);
                    }
                }
            }
        }
        if (listens.isEmpty() && scope.own("listen") == null) {
            listens.add(Listen.NOWHERE_SAID);
        }
        if (names.isEmpty()) {
            names.add(ServerName.of(""));
        }
        List<Loc> read = locations.locations(block, scope, null);
        Map<String, Loc> named = new LinkedHashMap<>();
        for (Loc location : read) {
            if (location.modifier() == Loc.Modifier.NAMED) {
                named.putIfAbsent(location.pattern(), location);
            }
        }
        return new Server(
                scope,
                List.copyOf(listens),
                List.copyOf(names),
                rewrites.steps(block.inside(), scope, Scope.Kind.SERVER_IF),
                new LocationTree(read),
                Map.copyOf(named));
    }

    private void listens(Directive directive, List<Listen> listens) {
        Listen listen = Listen.of(directive);
        String option = ListenOptions.invalid(directive, conf.version());
        if (listen == null) {
            refusals.add(
                    directive.place(),
                    "invalid address or port in \"" + directive.arg(0) + "\" of the \"listen\" directive");
        } else if (option != null) {
            refusals.add(directive.place(), "invalid parameter \"" + option + "\"");
        } else if (!ListenOptions.quic(directive)) {
            listens.add(listen);
        }
    }
}
