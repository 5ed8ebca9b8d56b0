package dev.gatewayhealth.nginx;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** nginx's own variables, as far as the request and the configuration decide them (nginx: {@code ngx_http_core_variables}). */
final class BuiltIn {

    private final Walk walk;
    private final ClientRequest request;
    private String host = "";

    BuiltIn(Walk walk, ClientRequest request) {
        this.walk = walk;
        this.request = request;
    }

    /** The same for a request on the side. */
    BuiltIn seenBy(Walk other) {
        BuiltIn same = new BuiltIn(other, request);
        same.host = host;
        return same;
    }

    void host(String value) {
        host = value;
    }

    @Nullable
    String value(String name) {
        if (name.startsWith("http_")) {
            return header(name.substring(5));
        }
        if (name.startsWith("arg_")) {
            return field(walk.args(), "&", name.substring(4), true);
        }
        if (name.startsWith("cookie_")) {
            return field(header("cookie"), ";", name.substring(7), false);
        }
        if (name.startsWith("upstream_")) {
            return upstream(name);
        }
        if (name.startsWith("sent_http_") || (name.startsWith("ssl_") && !request.tls())) {
            return "";
        }
        return switch (name) {
            case "uri", "document_uri" -> walk.uri();
            case "request_uri" -> walk.at().asSent();
            case "args", "query_string" -> walk.args();
            case "is_args" -> walk.args().isEmpty() ? "" : "?";
            case "host" -> host;
            case "request_method" -> walk.clientMethod();
            case "scheme" -> request.tls() ? "https" : "http";
            case "https" -> request.tls() ? "on" : "";
            case "server_port" -> Integer.toString(request.port());
            case "server_addr" -> request.address();
            case "server_protocol" -> "HTTP/1.1";
            case "server_name" -> serverName();
            case "request" -> request.method() + " " + request.uri() + " HTTP/1.1";
            case "content_type" -> header("content_type");
            case "content_length" -> header("content_length");
            case "document_root" -> root();
            case "request_filename" -> filename();
            case "status" -> String.format(Locale.ROOT, "%03d", walk.statusSoFar());
            case "remote_user", "invalid_referer" -> "";
            case "limit_rate" -> "0";
            default -> null;
        };
    }

    /** Nothing before one was asked; then what it answered, of which only the status may be told beforehand. */
    private @Nullable String upstream(String name) {
        if (walk.upstreamsAsked() == 0) {
            return "";
        }
        boolean told = name.equals("upstream_status") && walk.upstreamsAsked() == 1;
        return told ? Integer.toString(request.upstreamStatus()) : null;
    }

    /** Names as variables spell them: lower case, underscores for dashes. */
    private String header(String name) {
        if (name.equals("host")) {
            return request.host() == null ? "" : request.host();
        }
        for (Map.Entry<String, String> header : request.headers().entrySet()) {
            if (ByteText.lower(header.getKey()).replace('-', '_').equals(name) && seen(header.getKey())) {
                return header.getValue();
            }
        }
        return "";
    }

    /** nginx leaves out what has characters it does not expect in a name, an underscore among them unless told otherwise. */
    private boolean seen(String name) {
        Scope level = walk.currentScope();
        boolean underscores = level.on("underscores_in_headers", false);
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (!letter && (c < '0' || c > '9') && c != '-' && (c != '_' || !underscores)) {
                return !level.on("ignore_invalid_headers", true);
            }
        }
        return true;
    }

    /** Null where it is the name of the machine, which is not here. */
    private @Nullable String serverName() {
        Server server = walk.server();
        String name = server == null ? "" : server.variable();
        return name.equals("$hostname") ? null : name;
    }

    private @Nullable String root() {
        Directive root = walk.currentScope().nearest("root");
        return root == null ? "/etc/nginx/html" : Template.of(root.arg(0)).value(walk);
    }

    private @Nullable String filename() {
        String root = root();
        return root == null ? null : root + walk.uri();
    }

    private static String field(String text, String separator, String name, boolean anyCase) {
        for (String pair : text.split(separator, -1)) {
            int equals = pair.indexOf('=');
            String key = equals < 0 ? "" : pair.substring(0, equals).strip();
            if (anyCase ? key.equalsIgnoreCase(name) : key.equals(name)) {
                return pair.substring(equals + 1);
            }
        }
        return "";
    }
}
