package dev.gatewayhealth.nginx;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where directives may stand and what they take. A directive that {@link Directives} does not list belongs to somebody else's module
 * and is let pass.
 */
final class Grammar {

    private static final Set<String> NEXT_UPSTREAM = Set.of(
            "error",
            "timeout",
            "invalid_header",
            "non_idempotent",
            "updating",
            "http_500",
            "http_502",
            "http_503",
            "http_504",
            "http_403",
            "http_404",
            "http_429",
            "denied",
            "off");

    /** nginx: {@code ngx_methods_names}. */
    private static final Set<String> METHODS = Set.of(
            "GET",
            "HEAD",
            "POST",
            "PUT",
            "DELETE",
            "MKCOL",
            "COPY",
            "MOVE",
            "OPTIONS",
            "PROPFIND",
            "PROPPATCH",
            "LOCK",
            "UNLOCK",
            "PATCH");

    private final Refusals refusals;
    private final Version version;
    private final Spelling spelling = new Spelling();
    private boolean otherModules;

    Grammar(Refusals refusals, Version version) {
        this.refusals = refusals;
        this.version = version;
    }

    void check(List<Directive> main) {
        level(main, 'm');
    }

    /** Whether something stands there that may be another module's, with variables of its own. */
    boolean otherModules() {
        return otherModules;
    }

    private void level(List<Directive> directives, char context) {
        Set<String> seen = new HashSet<>();
        for (Directive directive : directives) {
            Directives.Rule rule = Directives.rule(directive.name());
            boolean upstreamServer = context == 'u' && directive.is("server");
            if (rule == null || upstreamServer) {
                otherModules |= !Directives.known(directive.name());
                if (rule == null && context != 'e') {
                    String slip = spelling.wrong(directive.name());
                    if (slip != null) {
                        refusals.add(directive.place(), slip);
                    }
                }
                continue;
            }
            otherModules |= directive.is("load_module");
            String wrong = wrong(directive, rule, context);
            if (wrong == null && rootAndAlias(directive, seen)) {
                wrong = "\"" + directive.name()
                        + "\" directive is duplicate, the other of root and alias was specified earlier";
            }
            if (wrong == null && rule.single() && !seen.add(directive.name())) {
                wrong = "\"" + directive.name() + "\" directive is duplicate";
            }
            if (wrong != null) {
                refusals.add(directive.place(), wrong);
            } else {
                inside(directive, context);
            }
        }
    }

    private static boolean rootAndAlias(Directive directive, Set<String> seen) {
        return directive.is("alias") ? seen.contains("root") : directive.is("root") && seen.contains("alias");
    }

    private void inside(Directive directive, char context) {
        switch (directive.name()) {
            case "events" -> level(directive.inside(), 'e');
            case "http" -> level(directive.inside(), 'h');
            case "server" -> level(directive.inside(), 's');
            case "upstream" -> level(directive.inside(), 'u');
            case "location" -> level(directive.inside(), 'l');
            case "limit_except" -> level(directive.inside(), 'x');
            case "if" -> level(directive.inside(), context == 's' || context == 'j' ? 'j' : 'i');
            default -> {}
        }
    }

    private @Nullable String wrong(Directive directive, Directives.Rule rule, char context) {
        String name = "\"" + directive.name() + "\" directive";
        if (rule.contexts().indexOf(context) < 0) {
            return name + " is not allowed here";
        }
        boolean block = rule.block();
        if (block != (directive.block() != null)) {
            return block
                    ? "directive \"" + directive.name() + "\" has no opening \"{\""
                    : "directive \"" + directive.name() + "\" is not terminated by \";\"";
        }
        int count = directive.args().size();
        if (count < rule.least() || count > rule.most()) {
            return "invalid number of arguments in " + name;
        }
        return valid(directive, rule.kind())
                ? null
                : name + " invalid value \"" + String.join(" ", directive.args()) + "\"";
    }

    private boolean valid(Directive directive, String kind) {
        String value = directive.arg(0);
        return switch (kind) {
            case "msec" -> NginxTime.millis(value).isPresent();
            case "sec" -> NginxTime.seconds(value).isPresent();
            case "satisfy" -> value.equals("all") || value.equals("any");
            case "size" -> NginxSize.memory(value).isPresent();
            case "offset" -> NginxSize.offset(value).isPresent();
            case "number" -> NginxSize.number(value).isPresent();
            case "buffers" ->
                NginxSize.number(value).orElse(0) > 0
                        && NginxSize.memory(directive.arg(1)).orElse(0) > 0;
            case "flag" -> value.equalsIgnoreCase("on") || value.equalsIgnoreCase("off");
            case "client" -> client(value);
            case "kept" -> kept(directive.args());
            case "pool" -> pool(NginxSize.number(value).orElse(-1));
            case "statuses" -> statuses(directive.args());
            case "methods" -> METHODS.containsAll(upper(directive.args()));
            case "version" -> version(value);
            case "next" -> NEXT_UPSTREAM.containsAll(directive.args());
            default -> true;
        };
    }

    /** Everybody, whoever comes through a socket, or addresses in numbers: nginx looks no names up there. */
    private static boolean client(String text) {
        if (text.equals("all") || text.equals("unix:")) {
            return true;
        }
        for (int i = 0; i < text.length(); i++) {
            if (Character.digit(text.charAt(i), 16) < 0 && ".:/".indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return text.indexOf('.') >= 0 || text.indexOf(':') >= 0;
    }

    /** How long, and what the response's header says of it (nginx: {@code ngx_http_core_keepalive}). */
    private static boolean kept(List<String> args) {
        return NginxTime.millis(args.get(0)).isPresent()
                && (args.size() < 2 || NginxTime.seconds(args.get(1)).isPresent());
    }

    /** Since the pool is there by default, none can be asked for. */
    private boolean pool(long connections) {
        return connections > 0 || (connections == 0 && (!version.known() || version.keepsConnections()));
    }

    /** All but the last, which says where to go, and what begins with an equals sign before it; 499 is nginx's own. */
    private static boolean statuses(List<String> args) {
        for (int i = 0; i < args.size() - 1; i++) {
            long status = NginxSize.number(args.get(i)).orElse(-1);
            boolean answer =
                    args.size() > 2 && i == args.size() - 2 && args.get(i).startsWith("=");
            if (answer) {
                String own = args.get(i).substring(1);
                return own.isEmpty() || NginxSize.number(own).isPresent();
            }
            if (status < 300 || status > 599 || status == 499) {
                return false;
            }
        }
        return true;
    }

    private static List<String> upper(List<String> words) {
        List<String> upper = new ArrayList<>();
        for (String word : words) {
            upper.add(word.toUpperCase(Locale.ROOT));
        }
        return upper;
    }

    private boolean version(String value) {
        // HTTP/2 to upstreams came with 1.29.4.
        boolean two = value.equals("2") && (!version.known() || !version.before(new Version(1, 29, 4)));
        return two || value.equals("1.0") || value.equals("1.1");
    }
}
