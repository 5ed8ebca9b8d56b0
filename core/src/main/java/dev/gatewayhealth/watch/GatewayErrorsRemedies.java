package dev.gatewayhealth.watch;

import dev.gatewayhealth.finding.Remedy;
import dev.gatewayhealth.nginx.ErrorLogCause;
import java.util.List;

/** What to change on both sides against each cause in nginx's error log. */
final class GatewayErrorsRemedies {

    private GatewayErrorsRemedies() {}

    static List<Remedy> of(ErrorLogCause cause) {
        return switch (cause) {
            case CONNECT_REFUSED, NO_ROUTE, CONNECT_FAILED ->
                both(
                        "proxy_next_upstream error timeout;",
                        "listen where nginx connects to, before nginx sends anything; while restarting, let another"
                                + " server of the upstream block answer");
            case CONNECT_TIMED_OUT ->
                both(
                        "proxy_connect_timeout 2s;",
                        "accept faster: the accept queue was full; a longer one (server.tomcat.accept-count) or fewer"
                                + " connections at a time");
            case BACKLOG_FULL ->
                both(
                        "proxy_next_upstream error timeout;",
                        "a longer backlog of the unix socket; nginx does not wait when it is full");
            case SOCKET_MISSING ->
                both(
                        "proxy_next_upstream error timeout;",
                        "create the socket before nginx needs it, at the path of proxy_pass");
            case SOCKET_FORBIDDEN ->
                both("user www-data;", "let nginx's user write to the socket and enter its directory");
            case HEADER_TIMED_OUT ->
                both(
                        "proxy_read_timeout 120s;",
                        "answer sooner: give what requests wait for (statement, HTTP client, lock) a timeout below"
                                + " nginx's; look for exhausted request threads");
            case BODY_TIMED_OUT ->
                both("proxy_read_timeout 120s;", "send something oftener than that: smaller steps, or a heartbeat");
            case UPGRADED_TIMED_OUT -> both("proxy_read_timeout 120s;", "ping oftener than that in both directions");
            case SEND_TIMED_OUT ->
                both("client_max_body_size 10m;", "read the request's body, or refuse it early and close");
            case CLOSED_BEFORE_HEADER, RESET_BEFORE_HEADER ->
                both(
                        "keepalive_timeout 50s;",
                        "keep idle connections at least 5 s longer than nginx does (server.tomcat.keep-alive-timeout),"
                                + " and look for OutOfMemoryError and for requests taken during shutdown");
            case CLOSED_IN_BODY, RESET_IN_BODY ->
                both(
                        "proxy_buffering on;",
                        "look for an exception after the first bytes of the answer: it is the service that closed");
            case RESET_WHILE_SENDING ->
                both(
                        "client_max_body_size 2m;",
                        "read what is left of a body before closing (server.tomcat.max-swallow-size)");
            case HEADER_TOO_BIG ->
                both(
                        "proxy_buffer_size 16k; proxy_buffers 8 16k; proxy_busy_buffers_size 32k;",
                        "fewer or smaller response headers, cookies above all");
            case INVALID_HEADER ->
                both(
                        "proxy_next_upstream error timeout invalid_header;",
                        "no spaces or control characters in header names, no line ends or NUL in values");
            case NO_STATUS_LINE ->
                both(
                        "proxy_pass http://127.0.0.1:8080;",
                        "speak plain HTTP/1 on this port: no TLS, no HTTP/2, no other protocol");
            case INVALID_CHUNKED, CONFLICTING_LENGTH, SURPLUS_BODY ->
                both(
                        "proxy_http_version 1.1;",
                        "never set Content-Length or Transfer-Encoding by hand; leave the framing to the container");
            case NO_LIVE_UPSTREAMS ->
                both(
                        "server 127.0.0.1:8080 max_fails=3 max_conns=0;",
                        "answer sooner, or run a second instance: all servers of the upstream have their max_conns, or were"
                                + " left alone for fail_timeout after failures");
            case TEMPORARILY_DISABLED ->
                both(
                        "proxy_next_upstream error;",
                        "keep every URL under the timeout: one that is slow takes the whole server out for"
                                + " fail_timeout");
            case TLS_HANDSHAKE -> both("proxy_ssl_server_name on;", "TLS on this port, or http:// in proxy_pass");
            case NOT_RESOLVED -> both("resolver 127.0.0.53 valid=10s;", "register the name that proxy_pass uses");
            case RESPONSE_DISK_FULL ->
                both("proxy_max_temp_file_size 0;", "smaller answers; the disk of nginx's proxy_temp_path is full");
            case REQUEST_DISK_FULL ->
                both(
                        "proxy_request_buffering off;",
                        "nothing: the disk of nginx's client_body_temp_path is full and needs room");
            case WORKER_CONNECTIONS ->
                both("worker_connections 4096;", "answer sooner: every request in flight holds two of nginx's");
            case CLIENT_LEFT -> both("proxy_ignore_client_abort off;", "answer sooner");
            case UNKNOWN -> both("error_log /var/log/nginx/error.log info;", "read the line in nginx's error log");
        };
    }

    private static List<Remedy> both(String nginx, String service) {
        return List.of(Remedy.nginx(nginx), Remedy.service(service));
    }
}
