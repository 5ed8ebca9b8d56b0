package dev.gatewayhealth.nginx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the {@code http} block means: servers with their locations, upstreams, and variables made from others. */
final class HttpConf {

    private final List<Server> servers = new ArrayList<>();
    private final Map<String, Upstream> upstreams = new HashMap<>();
    private final Refusals refusals = new Refusals();
    private final MadeVariables variables = new MadeVariables(refusals);
    private final Version version;

    private HttpConf(Version version) {
        this.version = version;
    }

    static HttpConf of(List<Directive> main, Version version) {
        HttpConf conf = new HttpConf(version);
        Grammar grammar = new Grammar(conf.refusals, version);
        grammar.check(main);
        for (Directive directive : main) {
            if (directive.is("http")) {
                conf.http(directive);
                new ZoneCheck(conf.refusals).check(directive);
                if (!grammar.otherModules()) {
                    new VariableCheck(conf.variables, conf.refusals).check(directive.inside());
                }
            }
        }
        new ListenCheck(conf.refusals).check(conf.servers);
        new CertificateCheck(conf.refusals).check(conf.servers);
        if (!conf.refusals.none()) {
            Map<Place, Integer> order = new HashMap<>();
            order(main, order);
            conf.refusals.order(order);
        }
        return conf;
    }

    private static void order(List<Directive> level, Map<Place, Integer> order) {
        for (Directive directive : level) {
            order.putIfAbsent(directive.place(), order.size());
            order(directive.inside(), order);
        }
    }

    /** Whether a regular expression stands anywhere. */
    boolean hasRegexes() {
        return variables.hasRegexes();
    }

    List<Server> servers() {
        return servers;
    }

    Version version() {
        return version;
    }

    Refusals refusals() {
        return refusals;
    }

    /** By name, in any case; null where there is no such block. */
    @Nullable
    Upstream upstream(String name) {
        return upstreams.get(ByteText.lower(name));
    }

    /** The variables made here. */
    MadeVariables variables() {
        return variables;
    }

    private void http(Directive block) {
        Scope scope = new Scope(Scope.Kind.HTTP, null, block);
        variables.declareAnswers(block);
        for (Directive directive : block.inside()) {
            if (directive.is("upstream")) {
                upstream(directive);
            } else {
                variables.read(directive);
            }
        }
        ServerReading reading = new ServerReading(this, variables, refusals);
        for (Directive directive : block.inside()) {
            if (directive.is("server")) {
                servers.add(reading.server(directive, scope));
            }
        }
    }

    private void upstream(Directive block) {
        Upstream upstream = Upstream.of(block, version, refusals);
        if (upstreams.putIfAbsent(ByteText.lower(upstream.name()), upstream) != null) {
            refusals.add(block.place(), "duplicate upstream \"" + upstream.name() + "\"");
        }
    }
}
