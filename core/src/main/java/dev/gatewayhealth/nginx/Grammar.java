package dev.gatewayhealth.nginx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where directives may stand and what they take. Only what this reader relies on, and what people get wrong most; a directive that is
 * not listed belongs to somebody else's module and is let pass.
 */
final class Grammar {

    /**
     * Name, contexts, least and most arguments, kind. Contexts: m main, e events, h http, s server, j if in a server, l location, i if
     * in a location, x limit_except, u upstream (nginx: the {@code ngx_command_t} tables of its modules).
     */
    private static final String TABLE = """
            events m 0 0 block
            http m 0 0 block
            server h 0 0 block
            upstream h 1 1 block
            map h 2 2 block
            split_clients h 2 2 block
            geo h 1 2 block
            location sl 1 2 block
            if sl 1 99 block
            limit_except l 1 99 methods
            types hsl 0 0 block
            listen s 1 99 any
            server_name s 1 99 any
            merge_slashes hs 1 1 flag
            ignore_invalid_headers hs 1 1 flag
            underscores_in_headers hs 1 1 flag
            client_header_timeout hs 1 1 msec
            client_header_buffer_size hs 1 1 size
            large_client_header_buffers hs 2 2 buffers
            client_max_body_size hsl 1 1 offset
            client_body_buffer_size hsl 1 1 size
            client_body_timeout hsl 1 1 msec
            send_timeout hsl 1 1 msec
            keepalive_time hslu 1 1 msec
            keepalive_requests hslu 1 1 number
            keepalive_timeout hslu 1 2 any
            keepalive u 1 2 pool
            ip_hash u 0 0 any
            least_conn u 0 0 any
            hash u 1 2 any
            sendfile hsli 1 1 flag
            tcp_nopush hsl 1 1 flag
            tcp_nodelay hsl 1 1 flag
            recursive_error_pages hsl 1 1 flag
            log_not_found hsl 1 1 flag
            internal l 0 0 any
            root hsli 1 1 string
            alias l 1 1 string
            try_files sl 2 99 string
            index hsl 1 99 any
            error_page hsli 2 99 statuses
            default_type hsl 1 1 string
            resolver hsl 1 99 any
            resolver_timeout hsl 1 1 msec
            return sjli 1 2 any
            rewrite sjli 2 3 any
            set sjli 2 2 any
            break sjli 0 0 any
            allow hslx 1 1 any
            deny hslx 1 1 any
            auth_request hsl 1 1 string
            proxy_pass lix 1 1 string
            proxy_read_timeout hsl 1 1 msec
            proxy_send_timeout hsl 1 1 msec
            proxy_connect_timeout hsl 1 1 msec
            proxy_next_upstream_timeout hsl 1 1 msec
            proxy_next_upstream_tries hsl 1 1 number
            proxy_next_upstream hsl 1 99 next
            proxy_buffer_size hsl 1 1 size
            proxy_buffers hsl 2 2 buffers
            proxy_busy_buffers_size hsl 1 1 size
            proxy_temp_file_write_size hsl 1 1 size
            proxy_max_temp_file_size hsl 1 1 size
            proxy_buffering hsl 1 1 flag
            proxy_request_buffering hsl 1 1 flag
            proxy_ignore_client_abort hsl 1 1 flag
            proxy_intercept_errors hsl 1 1 flag
            proxy_pass_request_headers hsl 1 1 flag
            proxy_pass_request_body hsl 1 1 flag
            proxy_socket_keepalive hsl 1 1 flag
            proxy_ssl_verify hsl 1 1 flag
            proxy_ssl_server_name hsl 1 1 flag
            proxy_ssl_session_reuse hsl 1 1 flag
            proxy_http_version hsl 1 1 version
            proxy_set_header hsl 2 2 any
            proxy_hide_header hsl 1 1 any
            proxy_pass_header hsl 1 1 any
            proxy_redirect hsl 1 2 any
            proxy_method hsl 1 1 string
            worker_processes m 1 1 string
            worker_connections e 1 1 number
            worker_rlimit_nofile m 1 1 number
            pid m 1 1 string
            user m 1 2 any
            """;

    private static final Map<String, Rule> RULES = rules();
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

    /** What one row of the table says. */
    private record Rule(String contexts, int least, int most, String kind) {

        /** Whether it may be said only once on a level. */
        boolean single() {
            return switch (kind) {
                case "any", "next", "block", "statuses", "methods" -> false;
                default -> true;
            };
        }
    }

    private final Refusals refusals;
    private final Version version;

    Grammar(Refusals refusals, Version version) {
        this.refusals = refusals;
        this.version = version;
    }

    void check(List<Directive> main) {
        level(main, 'm');
    }

    private static Map<String, Rule> rules() {
        Map<String, Rule> rules = new HashMap<>();
        TABLE.lines().forEach(line -> {
            String[] columns = line.split(" ", -1);
            rules.put(
                    columns[0],
                    new Rule(columns[1], Integer.parseInt(columns[2]), Integer.parseInt(columns[3]), columns[4]));
        });
        return Map.copyOf(rules);
    }

    private void level(List<Directive> directives, char context) {
        Set<String> seen = new HashSet<>();
        for (Directive directive : directives) {
            Rule rule = RULES.get(directive.name());
            boolean upstreamServer = context == 'u' && directive.is("server");
            if (rule == null || upstreamServer) {
                misspelt(directive, rule, context);
                continue;
            }
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

    private @Nullable String wrong(Directive directive, Rule rule, char context) {
        String name = "\"" + directive.name() + "\" directive";
        if (rule.contexts().indexOf(context) < 0) {
            return name + " is not allowed here";
        }
        boolean block = rule.kind().equals("block") || rule.kind().equals("methods");
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
            case "size" -> NginxSize.memory(value).isPresent();
            case "offset" -> NginxSize.offset(value).isPresent();
            case "number" -> NginxSize.number(value).isPresent();
            case "buffers" ->
                NginxSize.number(value).orElse(0) > 0
                        && NginxSize.memory(directive.arg(1)).orElse(0) > 0;
            case "flag" -> value.equalsIgnoreCase("on") || value.equalsIgnoreCase("off");
            case "pool" -> pool(NginxSize.number(value).orElse(-1));
            case "statuses" -> statuses(directive.args());
            case "methods" -> METHODS.containsAll(upper(directive.args()));
            case "version" -> version(value);
            case "next" -> NEXT_UPSTREAM.containsAll(directive.args());
            default -> true;
        };
    }

    /** Since the pool is there by default, none can be asked for. */
    private boolean pool(long connections) {
        return connections > 0 || (connections == 0 && (!version.known() || version.keepsConnections()));
    }

    /** All but the last, which says where to go, and what begins with an equals sign before it; 499 is nginx's own. */
    private static boolean statuses(List<String> args) {
        for (int i = 0; i < args.size() - 1; i++) {
            long status = NginxSize.number(args.get(i)).orElse(-1);
            boolean answer = i == args.size() - 2 && args.get(i).startsWith("=");
            if (!answer && (status < 300 || status > 599 || status == 499)) {
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

    /** A name one or two letters away from a known one is a slip rather than somebody's module. */
    private void misspelt(Directive directive, @Nullable Rule rule, char context) {
        if (rule != null || context == 'e' || !directive.name().startsWith("proxy_")) {
            return;
        }
        for (String known : RULES.keySet()) {
            if (known.startsWith("proxy_") && distance(known, directive.name()) <= 2) {
                refusals.add(
                        directive.place(),
                        "unknown directive \"" + directive.name() + "\", \"" + known + "\" is known");
                return;
            }
        }
    }

    private static int distance(String one, String other) {
        List<Integer> row = new ArrayList<>();
        for (int j = 0; j <= other.length(); j++) {
            row.add(j);
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row.set(0, i);
            for (int j = 1; j <= other.length(); j++) {
                int above = row.get(j);
                int change = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                row.set(j, Math.min(change, Math.min(above, row.get(j - 1)) + 1));
                diagonal = above;
            }
        }
        return row.get(other.length());
    }
}
