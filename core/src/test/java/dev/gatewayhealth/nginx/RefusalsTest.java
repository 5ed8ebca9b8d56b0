package dev.gatewayhealth.nginx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.contract.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What nginx 1.22.1 refuses with {@code nginx -t}, and what it takes although it looks wrong. */
class RefusalsTest {

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "server { location /a { }\n location /a { } }",
                "server { location /a {\n location /b { } } }",
                "server { location ~ /a { location /b { } } }",
                "server { location = /a {\n location /a { } } }",
                "server { location @a {\n location /a { } } }",
                "server { location /a {\n location @a { } } }",
                "server { location { } }",
                "server { location ~~ /a { } }",
                "server { location ~ \"(\" { } }",
                "server { location ~ /a { proxy_pass http://127.0.0.1:80/; } }",
                "server { location @a { proxy_pass http://127.0.0.1:80/; } }",
                "server { location /a { if ($arg_a) { proxy_pass http://127.0.0.1:80/; } } }",
                "server { location /a { proxy_pass 127.0.0.1:80; } }",
                "server { location /a { proxy_pass http://127.0.0.1:80; proxy_pass http://127.0.0.1:81; } }",
                "server { location /a { proxy_read_timeout 1s; proxy_read_timeout 2s; } }",
                "server { location /a { proxy_pass http://127.0.0.1:99999; } }",
                "server { proxy_pass http://127.0.0.1:80; }",
                "server { server { } }",
                "server { proxy_read_timeout 1M; }",
                "server { proxy_read_timeout -1; }",
                "server { proxy_buffer_size 1g; }",
                "server { proxy_buffers 8; }",
                "server { proxy_buffers 0 8k; }",
                "server { proxy_buffering maybe; }",
                "server { proxy_http_version 2.0; }",
                "server { proxy_next_upstream bogus; }",
                "server { proxy_next_upstream_tries -1; }",
                "server { proxy_set_header X; }",
                "server { proxy_reed_timeout 5s; }",
                "server { listen 99999; }",
                "server { listen 18080; listen 18080; }",
                "server { listen 18080 default_server; }\nserver { listen 18080 default_server; }",
                "server { try_files /a; }",
                "server { return x; }",
                "server { rewrite ^ /a bogus; }",
                "server { if (x) { return 404; } }",
                "server { set x 1; }",
                "upstream a { }",
                "upstream a { server 127.0.0.1; }\nupstream a { server 127.0.0.1; }",
                "upstream a { server 127.0.0.1 backup; }",
                "upstream a { server 127.0.0.1 weight=0; }",
                "upstream a { server 127.0.0.1 fail_timeout=x; }",
                "upstream a { server 127.0.0.1 nonsense; }",
                "upstream a { server 127.0.0.1; }\nserver { location / { proxy_pass http://a:8080; } }",
            })
    void isRefused(String http) {
        assertThat(Walks.conf(http).refusals().all()).isNotEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "server { location /a { } location = /a { } location ~ /a { } location ~ /a { } }",
                "server { location ~ /a { location /ab { } location ~ /b { } } }",
                "server { location /a { proxy_pass http://127.0.0.1:80/; if ($arg_a) { proxy_pass http://127.0.0.1:81; } } }",
                "server { listen 80; server_name a; }\nserver { listen 80; server_name a; }",
                "server { proxy_buffering ON; proxy_read_timeout \"1m 30\"; client_max_body_size 1G; }",
                "server { proxy_next_upstream error off; proxy_next_upstream timeout; }",
                "server { keepalive_timeout 5 5; keepalive_requests 10; }",
                "upstream a { keepalive 2; ip_hash; server 127.0.0.1 max_fails=0 max_conns=3 fail_timeout=1y down; }",
                "upstream a { server 127.0.0.1:80; server 127.0.0.1 backup; }\nserver { location / { proxy_pass http://A; } }",
                "server { location / { limit_except GET { deny all; } return 301 https://$host$request_uri; } }",
                "server { listen [::1]:18080 ipv6only=on backlog=5; }\nserver { listen [::1]:18080; }",
                "map $host $x { volatile; hostnames; default $made; } map $uri $made { default 1; }",
                "server { auth_request_set $made $status; add_header X \"$made $http_x $sent_http_y $upstream_addr ${arg_z}\"; }",
                "log_format main $remote_addr; server { access_log off nobody; access_log /dev/null main buffer=4k; }",
                "limit_req_zone $host zone=z:1m rate=1r/s; server { limit_req zone=z burst=2 nodelay; limit_req zone=z delay=1; }",
                "server { listen 18080 ssl; ssl_reject_handshake on; }",
                "server { location ~ ^/(?:(a)|b)(?(1)x|y)(?<rest>.*) { proxy_pass http://127.0.0.1:1$rest; } }",
            })
    void isTaken(String http) {
        assertThat(Walks.conf(http).refusals().all()).isEqualTo(List.of());
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "subs_filter a b; subs_filter_types c;",
                "more_set_headers 'X: y';",
                "brotli on; brotli_types text/css;",
                "server { http3_max_concurrent_streams 4; sticky_thing on; }",
                "zzz_by_lua_block { }",
                "vhost_traffic_status_zone; server { location / { add_header X $vts_request_counter; } }",
            })
    void ofOtherModulesNothingIsSaid(String http) {
        assertThat(Walks.conf(http).refusals().all()).isEqualTo(List.of());
    }

    @Test
    void whatCameLaterIsTakenFromThereOn() {
        String http =
                "server { listen 443 quic reuseport; listen 443 ssl; ssl_certificate c.pem; ssl_certificate_key c.key; }"
                        + "\nserver { listen 443 quic; listen 443 ssl; }";
        assertThat(Walks.conf(http, "1.25.0").refusals().all()).isEqualTo(List.of());
        assertThat(Walks.conf(http, "1.24.0").refusals().all()).hasSize(2);
    }

    @Test
    void saysFirstWhatNginxMeetsFirst() {
        String http = "server { location /a { rewrite ^ /b bogus; }\nlocation /c { proxy_pass nowhere; } }"
                + "\nserver { proxy_read_timeout never; }";
        assertThat(Walks.conf(http).refusals().all()).extracting(Problem::line).containsExactly(3, 4, 5);
    }
}
