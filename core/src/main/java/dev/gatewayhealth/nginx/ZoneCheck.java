package dev.gatewayhealth.nginx;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Looks for names that are used and never made: shared memory zones, wherever they are made, and log formats, which have to be made before
 * (nginx: {@code ngx_http_limit_req_module}, {@code ngx_http_limit_conn_module}, {@code ngx_http_log_module}).
 */
final class ZoneCheck {

    private final Refusals refusals;
    private final Set<String> zones = new HashSet<>();
    private final Set<String> formats = new HashSet<>(Set.of("combined"));

    ZoneCheck(Refusals refusals) {
        this.refusals = refusals;
    }

    void check(Directive http) {
        made(http.inside());
        used(http.inside());
    }

    private void made(List<Directive> level) {
        for (Directive directive : level) {
            boolean limit = directive.is("limit_req_zone") || directive.is("limit_conn_zone");
            for (String word : directive.args()) {
                if (limit && word.startsWith("zone=")) {
                    zones.add(name(word));
                } else if (directive.is("proxy_cache_path") && word.startsWith("keys_zone=")) {
                    zones.add(name(word));
                }
            }
        }
    }

    private void used(List<Directive> level) {
        for (Directive directive : level) {
            switch (directive.name()) {
                case "log_format" -> formats.add(directive.arg(0));
                case "access_log" -> format(directive);
                case "limit_req" -> limit(directive);
                case "limit_conn" -> zone(directive, directive.arg(0));
                case "proxy_cache" -> {
                    if (!directive.arg(0).equals("off") && directive.arg(0).indexOf('$') < 0) {
                        zone(directive, directive.arg(0));
                    }
                }
                default -> used(directive.inside());
            }
        }
    }

    private void limit(Directive limit) {
        for (String word : limit.args()) {
            if (word.startsWith("zone=")) {
                zone(limit, word.substring(5));
            } else if (!word.equals("nodelay") && !number(word, "burst=") && !number(word, "delay=")) {
                refusals.add(limit.place(), "invalid parameter \"" + word + "\"");
            }
        }
    }

    private static boolean number(String word, String name) {
        return word.startsWith(name)
                && NginxSize.number(word.substring(name.length())).isPresent();
    }

    private void zone(Directive directive, String name) {
        if (!zones.contains(name)) {
            refusals.addLater(directive.place(), "zero size shared memory zone \"" + name + "\"");
        }
    }

    private void format(Directive log) {
        // The second word is its name, whatever it looks like.
        if (log.args().size() > 1 && !log.arg(0).equals("off") && !formats.contains(log.arg(1))) {
            refusals.add(log.place(), "unknown log format \"" + log.arg(1) + "\"");
        }
    }

    private static String name(String word) {
        int from = word.indexOf('=') + 1;
        int colon = word.indexOf(':', from);
        return word.substring(from, colon < 0 ? word.length() : colon);
    }
}
