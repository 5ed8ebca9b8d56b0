package dev.gatewayhealth.nginx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the {@code http} block means: servers with their locations, upstreams, and variables made from others. */
final class HttpConf {

    private static final Set<String> ADDRESSES =
            Set.of("host", "http_host", "server_name", "server_addr", "server_port", "hostname", "proxy_host");

    /** Some of those nginx gives a value itself and lets nobody set. */
    private static final Set<String> FIXED = Set.of(
            "host",
            "uri",
            "document_uri",
            "request_uri",
            "request_method",
            "query_string",
            "is_args",
            "scheme",
            "https",
            "server_name",
            "server_port",
            "server_addr",
            "server_protocol",
            "remote_addr",
            "remote_port",
            "remote_user",
            "request",
            "request_filename",
            "document_root",
            "status",
            "content_length",
            "content_type");

    private final List<Server> servers = new ArrayList<>();
    private final Map<String, Upstream> upstreams = new HashMap<>();
    private final Map<String, ValueMap> maps = new HashMap<>();
    private final Set<String> opaque = new HashSet<>();
    private final Set<String> declared = new HashSet<>();
    private final Set<String> assigned = new HashSet<>();
    private final Refusals refusals = new Refusals();
    private final BufferCheck buffers = new BufferCheck(refusals);
    private final Version version;
    private boolean hasRegexes;

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
                    new VariableCheck(conf, conf.refusals).check(directive.inside());
                }
            }
        }
        conf.checkListens();
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
        return hasRegexes;
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

    @Nullable
    ValueMap map(String variable) {
        return maps.get(variable);
    }

    /** Whether a variable is made by something that looks at the client's address or at chance ({@code geo}, {@code split_clients}). */
    boolean opaque(String variable) {
        return opaque.contains(variable);
    }

    /** Whether a {@code set} or a named group anywhere makes a variable, in lower case. */
    boolean declares(String variable) {
        return declared.contains(variable);
    }

    /** Whether anything here makes a variable, in lower case. */
    boolean makes(String variable) {
        return declared.contains(variable) || maps.containsKey(variable) || opaque.contains(variable);
    }

    /** Whether a variable can be an address and nothing behind it: no slash, no question mark. */
    boolean addressOnly(String variable) {
        String lower = ByteText.lower(variable);
        if (ADDRESSES.contains(lower)) {
            return true;
        }
        ValueMap map = maps.get(lower);
        return map != null
                && !assigned.contains(lower)
                && map.values().stream()
                        .allMatch(value -> value.constant()
                                && value.text().indexOf('/') < 0
                                && value.text().indexOf('?') < 0);
    }

    private void http(Directive block) {
        Scope scope = new Scope(Scope.Kind.HTTP, null, block);
        declareAnswers(block);
        for (Directive directive : block.inside()) {
            switch (directive.name()) {
                case "upstream" -> upstream(directive);
                case "map" -> {
                    if (directive.arg(1).startsWith("$")) {
                        ValueMap map = new ValueMap(directive);
                        for (Regex regex : map.regexes()) {
                            declare(regex, directive);
                        }
                        String wrong = map.wrong();
                        Place at = map.wrongAt();
                        if (wrong != null && at != null) {
                            refusals.add(at, wrong);
                        }
                        maps.put(ByteText.lower(directive.arg(1).substring(1)), map);
                    } else {
                        refusals.add(directive.place(), "invalid variable name \"" + directive.arg(1) + "\"");
                    }
                }
                case "geo", "split_clients", "geoip_city", "perl_set", "js_set", "auth_jwt_claim_set" ->
                    opaque.addAll(variables(directive));
                default -> {}
            }
        }
        for (Directive directive : block.inside()) {
            if (directive.is("server")) {
                servers.add(server(directive, scope));
            }
        }
    }

    /** What becomes of an answer to {@code auth_request} is a variable too, empty before. */
    private void declareAnswers(Directive block) {
        for (Directive directive : block.inside()) {
            if (directive.is("auth_request_set")) {
                declared.add(ByteText.lower(directive.arg(0).replace("$", "")));
            } else {
                declareAnswers(directive);
            }
        }
    }

    /** Its named groups are variables, empty until it matches. */
    private void declare(Regex regex, Directive where) {
        hasRegexes = true;
        if (regex.malformed()) {
            refusals.add(where.place(), "invalid regular expression \"" + regex.text() + "\"");
        }
        regex.groups().forEach(group -> declared.add(ByteText.lower(group)));
    }

    private void upstream(Directive block) {
        Upstream upstream = Upstream.of(block, version, refusals);
        if (upstreams.putIfAbsent(ByteText.lower(upstream.name()), upstream) != null) {
            refusals.add(block.place(), "duplicate upstream \"" + upstream.name() + "\"");
        }
    }

    private static Set<String> variables(Directive directive) {
        Set<String> names = new HashSet<>();
        for (String arg : directive.args()) {
            if (arg.startsWith("$")) {
                names.add(ByteText.lower(arg.substring(1)));
            }
        }
        return names;
    }

    private Server server(Directive block, Scope http) {
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
                        declare(Regex.of(name.text(), name.ignoresCase()), directive);
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
        List<Loc> locations = locations(block, scope, null);
        Map<String, Loc> named = new LinkedHashMap<>();
        for (Loc location : locations) {
            if (location.modifier() == Loc.Modifier.NAMED) {
                named.putIfAbsent(location.pattern(), location);
            }
        }
        return new Server(
                scope,
                List.copyOf(listens),
                List.copyOf(names),
                steps(block.inside(), scope, Scope.Kind.SERVER_IF),
                new LocationTree(locations),
                Map.copyOf(named));
    }

    private void listens(Directive directive, List<Listen> listens) {
        Listen listen = Listen.of(directive);
        String option = ListenOptions.invalid(directive, version);
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

    private List<Loc> locations(Directive block, Scope scope, @Nullable Loc parent) {
        List<Loc> locations = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Directive directive : block.inside()) {
            if (!directive.is("location")) {
                continue;
            }
            Loc location = location(directive, scope, parent);
            if (location == null) {
                refusals.add(directive.place(), "invalid location modifier \"" + directive.arg(0) + "\"");
                continue;
            }
            checkNesting(location, parent);
            Regex regex = location.regex();
            if (regex != null) {
                declare(regex, directive);
            }
            new PassCheck(this, refusals).check(location);
            buffers.check(location.scope());
            // Of named ones with the same name nginx takes the first.
            String same = location.isRegex() || location.modifier() == Loc.Modifier.NAMED
                    ? null
                    : (location.modifier() == Loc.Modifier.EXACT ? "=" : "") + location.pattern();
            if (same != null && !seen.add(same)) {
                refusals.addLater(directive.place(), "duplicate location \"" + location.pattern() + "\"");
                continue;
            }
            List<Loc> inner = locations(directive, location.scope(), location);
            if (!inner.isEmpty()) {
                location.nest(location.isRegex() ? LocationTree.inRegex(inner) : new LocationTree(inner));
            }
            locations.add(location);
        }
        return locations;
    }

    private @Nullable Loc location(Directive block, Scope outer, @Nullable Loc parent) {
        Scope scope = new Scope(Scope.Kind.LOCATION, outer, block);
        Loc.Modifier modifier;
        String pattern;
        if (block.args().size() == 2) {
            pattern = block.arg(1);
            modifier = modifier(block.arg(0));
            if (modifier == null) {
                return null;
            }
        } else {
            modifier = leading(block.arg(0));
            pattern = block.arg(0)
                    .substring(
                            modifier == Loc.Modifier.NAMED ? 0 : modifier.text().length());
        }
        List<Step> steps = steps(block.inside(), scope, Scope.Kind.IF);
        Directive limit = scope.own("limit_except");
        Scope limited = limit == null ? null : new Scope(Scope.Kind.LIMIT_EXCEPT, scope, limit);
        return new Loc(modifier, pattern, scope, parent, steps, limited);
    }

    private static Loc.@Nullable Modifier modifier(String word) {
        return switch (word) {
            case "=" -> Loc.Modifier.EXACT;
            case "^~" -> Loc.Modifier.NO_REGEX;
            case "~" -> Loc.Modifier.REGEX;
            case "~*" -> Loc.Modifier.REGEX_IGNORING_CASE;
            default -> null;
        };
    }

    /** The modifier of a pattern it is written together with: {@code =/eq}, {@code ~*^/ci}. */
    private static Loc.Modifier leading(String pattern) {
        if (pattern.startsWith("=")) {
            return Loc.Modifier.EXACT;
        }
        if (pattern.startsWith("^~")) {
            return Loc.Modifier.NO_REGEX;
        }
        if (pattern.startsWith("~")) {
            return pattern.startsWith("~*") ? Loc.Modifier.REGEX_IGNORING_CASE : Loc.Modifier.REGEX;
        }
        return pattern.startsWith("@") ? Loc.Modifier.NAMED : Loc.Modifier.PREFIX;
    }

    /** What may stand inside what (nginx: {@code ngx_http_core_location}). */
    private void checkNesting(Loc location, @Nullable Loc parent) {
        if (parent == null) {
            return;
        }
        String name = "location \"" + location.pattern() + "\"";
        if (parent.modifier() == Loc.Modifier.EXACT || parent.modifier() == Loc.Modifier.NAMED) {
            refusals.add(
                    location.place(),
                    name + " cannot be inside the " + (parent.modifier() == Loc.Modifier.EXACT ? "exact" : "named")
                            + " location \"" + parent.pattern() + "\"");
        } else if (location.modifier() == Loc.Modifier.NAMED) {
            refusals.add(location.place(), "named " + name + " can be on the server level only");
        } else if (!location.isRegex() && !location.pattern().startsWith(parent.pattern())) {
            refusals.add(location.place(), name + " is outside location \"" + parent.pattern() + "\"");
        }
    }

    private List<Step> steps(List<Directive> directives, Scope scope, Scope.Kind ifs) {
        List<Step> steps = new ArrayList<>();
        for (Directive directive : directives) {
            Step step = switch (directive.name()) {
                case "set" -> set(directive);
                case "break" -> new Step.Break();
                case "return" -> answer(directive);
                case "rewrite" -> rewrite(directive);
                case "if" -> condition(directive, scope, ifs);
                default -> null;
            };
            if (step != null) {
                steps.add(step);
            }
        }
        return List.copyOf(steps);
    }

    private @Nullable Step set(Directive directive) {
        if (!directive.arg(0).startsWith("$")) {
            refusals.add(directive.place(), "invalid variable name \"" + directive.arg(0) + "\"");
            return null;
        }
        String variable = ByteText.lower(directive.arg(0).substring(1));
        if (FIXED.contains(variable)) {
            refusals.add(directive.place(), "the duplicate \"" + variable + "\" variable");
        }
        assigned.add(variable);
        declared.add(ByteText.lower(directive.arg(0).substring(1)));
        return new Step.Set(directive.arg(0).substring(1), Template.of(directive.arg(1)));
    }

    private @Nullable Step answer(Directive directive) {
        OptionalLong status = NginxSize.number(directive.arg(0));
        boolean url = directive.arg(0).startsWith("http://")
                || directive.arg(0).startsWith("https://")
                || directive.arg(0).startsWith("$scheme");
        if (directive.args().size() == 1 && url) {
            return new Step.Return(302, true);
        }
        if (status.isEmpty() || status.getAsLong() > 999) {
            refusals.add(directive.place(), "invalid return code \"" + directive.arg(0) + "\"");
            return null;
        }
        return new Step.Return((int) status.getAsLong(), directive.args().size() > 1);
    }

    private @Nullable Step rewrite(Directive directive) {
        String replacement = directive.arg(1);
        Step.Flag flag = switch (directive.arg(2)) {
            case "" -> Step.Flag.NONE;
            case "last" -> Step.Flag.LAST;
            case "break" -> Step.Flag.BREAK;
            case "redirect" -> Step.Flag.REDIRECT;
            case "permanent" -> Step.Flag.PERMANENT;
            default -> null;
        };
        if (flag == null) {
            refusals.add(directive.place(), "invalid parameter \"" + directive.arg(2) + "\"");
            return null;
        }
        boolean away = replacement.startsWith("http://")
                || replacement.startsWith("https://")
                || replacement.startsWith("$scheme");
        if (away && flag != Step.Flag.PERMANENT) {
            flag = Step.Flag.REDIRECT;
        }
        if (replacement.isEmpty()) {
            refusals.add(directive.place(), "empty replacement");
        }
        boolean keepsArgs = !replacement.endsWith("?");
        Regex regex = Regex.of(directive.arg(0), false);
        declare(regex, directive);
        String kept = keepsArgs ? replacement : replacement.substring(0, replacement.length() - 1);
        int question = kept.indexOf('?');
        return new Step.Rewrite(
                regex,
                Template.of(question < 0 ? kept : kept.substring(0, question)),
                question < 0 && keepsArgs ? null : Template.of(question < 0 ? "" : kept.substring(question + 1)),
                flag,
                keepsArgs);
    }

    private @Nullable Step condition(Directive directive, Scope outer, Scope.Kind kind) {
        Condition condition = Condition.of(directive.args());
        if (condition == null) {
            refusals.add(directive.place(), "invalid condition \"" + String.join(" ", directive.args()) + "\"");
            return null;
        }
        if (condition instanceof Condition.Like like) {
            declare(like.regex(), directive);
        }
        Scope scope = new Scope(kind, outer, directive);
        return new Step.If(condition, scope, steps(directive.inside(), scope, kind));
    }

    private void checkListens() {
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
