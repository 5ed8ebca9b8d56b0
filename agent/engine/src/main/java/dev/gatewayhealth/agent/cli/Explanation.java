package dev.gatewayhealth.agent.cli;

import dev.gatewayhealth.nginx.Gateway;
import dev.gatewayhealth.nginx.Resolution;
import java.io.PrintWriter;
import java.util.Map;

/** One request's way through the configuration, for a person. */
final class Explanation {

    private final PrintWriter out;

    Explanation(PrintWriter out) {
        this.out = out;
    }

    void explain(Gateway gateway, RequestLine request) {
        Resolution resolution = gateway.resolve(request.toRequest());
        out.println(request.method() + " " + (request.tls() ? "https://" : "http://") + request.host() + request.uri());
        int number = 1;
        for (String step : resolution.steps()) {
            out.println("  " + number++ + ". " + step);
        }
        Map<String, ?> values = resolution.values();
        if ("proxy".equals(values.get("outcome"))) {
            out.println();
            for (String key : new String[] {
                "proxy_pass",
                "proxy_read_timeout_ms",
                "proxy_send_timeout_ms",
                "proxy_connect_timeout_ms",
                "proxy_buffer_size",
                "client_max_body_size",
                "proxy_http_version",
                "proxy_next_upstream",
                "connection_reuse",
                "is_app_upstream"
            }) {
                out.printf("  %-26s %s%n", key, values.containsKey(key) ? values.get(key) : "unknown");
            }
        }
    }
}
