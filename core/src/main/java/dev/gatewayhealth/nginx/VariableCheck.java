package dev.gatewayhealth.nginx;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Looks for variables that nobody makes, which nginx refuses (nginx: {@code ngx_http_variables_init_vars}). To be asked only where every
 * directive is nginx's own: a module may bring variables along.
 */
final class VariableCheck {

    /** Beginnings of names that nginx's own modules have, those of later versions and of what is compiled in by choice included. */
    private static final String[] FAMILIES = {
        "http_",
        "sent_http_",
        "sent_trailer_",
        "cookie_",
        "arg_",
        "upstream_",
        "ssl_",
        "proxy_protocol_",
        "proxy_internal_",
        "realip_",
        "tcpinfo_",
        "connections_",
        "date_",
        "secure_link",
        "uid_",
        "geoip_",
        "quic_",
        "jwt_",
        "otel_",
        "acme_"
    };

    private static final String NAMES =
            " host scheme https uri args status hostname pid msec pipe connection connection_requests"
                    + " connection_time request request_body request_body_file request_completion request_filename request_id"
                    + " request_length request_method request_port request_time request_uri server_addr server_name server_port"
                    + " server_protocol remote_addr remote_port remote_user binary_remote_addr content_length content_type"
                    + " document_root document_uri query_string is_args is_request_port bytes_sent body_bytes_sent nginx_version"
                    + " limit_rate limit_conn_status limit_req_status slice_range realpath_root time_iso8601 time_local http2 http3"
                    + " gzip_ratio invalid_referer msie modern_browser ancient_browser proxy_host proxy_port"
                    + " proxy_add_x_forwarded_for fastcgi_script_name fastcgi_path_info memcached_key grpc_internal_trailers ";

    private final MadeVariables variables;
    private final Refusals refusals;
    private final Set<String> reported = new HashSet<>();

    VariableCheck(MadeVariables variables, Refusals refusals) {
        this.variables = variables;
        this.refusals = refusals;
    }

    void check(List<Directive> level) {
        for (Directive directive : level) {
            switch (directive.name()) {
                case "map" -> map(directive);
                case "if" -> condition(directive);
                case "upstream", "geo", "split_clients", "types" -> {}
                default -> {
                    arguments(directive);
                    check(directive.inside());
                }
            }
        }
    }

    private void arguments(Directive directive) {
        switch (directive.name()) {
            case "proxy_pass", "root", "alias", "try_files" -> all(directive, 0);
            case "proxy_set_header", "add_header", "set", "return" -> all(directive, 1);
            case "error_page" -> all(directive, directive.args().size() - 1);
            case "rewrite" -> value(directive, directive.arg(1));
            case "limit_req_zone", "limit_conn_zone" -> value(directive, directive.arg(0));
            default -> {}
        }
    }

    private void map(Directive map) {
        value(map, map.arg(0));
        for (Directive entry : map.inside()) {
            value(entry, entry.arg(0));
        }
    }

    private void condition(Directive block) {
        String first = block.arg(0);
        String variable = first.startsWith("(") ? first.substring(1) : first;
        String asked = variable.isEmpty() ? block.arg(1) : variable;
        if (asked.length() > 1 && asked.charAt(0) == '$' && Character.isDigit(asked.charAt(1))) {
            // Captures are none of the variables that a condition is looked up in.
            refusals.addLater(block.place(), "unknown \"" + asked.charAt(1) + "\" variable");
        }
        value(block, asked);
        check(block.inside());
    }

    private void all(Directive directive, int from) {
        for (int i = from; i < directive.args().size(); i++) {
            value(directive, directive.arg(i));
        }
    }

    private void value(Directive directive, String text) {
        for (Template.Part part : Template.of(text).parts()) {
            String name = ByteText.lower(part.text());
            if (part.variable() && !made(name) && reported.add(name)) {
                refusals.addLater(directive.place(), "unknown \"" + part.text() + "\" variable");
            }
        }
    }

    private boolean made(String name) {
        if (NAMES.contains(" " + name + " ") || Character.isDigit(name.charAt(0)) || variables.makes(name)) {
            return true;
        }
        for (String family : FAMILIES) {
            if (name.startsWith(family)) {
                return true;
            }
        }
        return false;
    }
}
