package dev.gatewayhealth.e2e.rig;

import java.util.LinkedHashMap;
import java.util.Map;

/** The configuration of the nginx in front of a service: what every test needs, and what the one test adds. */
final class NginxConfig {

    private final Map<String, String> locations = new LinkedHashMap<>();
    private String server = "";
    /** Run by root, nginx would hand its workers to a user who cannot read the directory. */
    private String user = "root".equals(System.getProperty("user.name")) ? "user root;" : "";

    private String address = "127.0.0.1";
    private String http = "";
    private String main = "";
    private String upstream = "server 127.0.0.1:$service; keepalive 16;";

    /** Whom the workers run as, if not as whoever runs the test. */
    void user(String name) {
        user = "user " + name + ";";
    }

    /** Where nginx listens and where it finds the service, if that is not loopback. */
    void between(OtherHost host) {
        address = host.gateway().getHostAddress();
        upstream = upstream.replace("127.0.0.1", host.service().getHostAddress());
    }

    void server(String directives) {
        server = directives;
    }

    /** Directives above all blocks. */
    void main(String directives) {
        main = directives;
    }

    /** Directives for the http block. */
    void http(String directives) {
        http = directives;
    }

    void upstream(String directives) {
        upstream = directives;
    }

    /** Takes the place of one with the same match. */
    void location(String match, String directives) {
        String pass = directives.contains("_pass ") ? "" : "proxy_pass http://service; ";
        locations.put(match, "    location " + match + " { " + pass + directives + " }\n");
    }

    /** The main file for these two ports. */
    String text(int listen, int service) {
        return """
            %s
            worker_processes 1;
            pid nginx.pid;
            error_log error.log info;
            events { worker_connections 2048; }
            http {
              log_format told '$msec|$status|$upstream_status|$request_time|$arg_id|$request_uri';
              access_log access.log told;
              client_body_temp_path tmp-body; proxy_temp_path tmp-proxy; fastcgi_temp_path tmp-fastcgi;
              uwsgi_temp_path tmp-uwsgi; scgi_temp_path tmp-scgi;
              client_max_body_size 100m;
              %s
              upstream service { %s }
              server {
                listen %s:%d;
                proxy_http_version 1.1;
                proxy_set_header Connection "";
                proxy_set_header Host $host;
                proxy_set_header X-Request-Start "t=${msec}";
                proxy_set_header X-Request-ID $arg_id;
                %s
            %s
              }
            }
            """.formatted(
                        user + main,
                        http,
                        upstream.replace("$service", Integer.toString(service)),
                        address,
                        listen,
                        server,
                        locations());
    }

    private String locations() {
        return locations.isEmpty()
                ? "    location / { proxy_pass http://service; }"
                : String.join("", locations.values());
    }
}
