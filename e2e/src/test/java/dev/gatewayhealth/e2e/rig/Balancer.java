package dev.gatewayhealth.e2e.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What distributes requests over a pair of instances, and how it learns that one of them leaves. */
public enum Balancer {

    /** nginx as it is: it learns from what goes wrong, and from 503. */
    NGINX_PASSIVE,
    /** HAProxy, polling the health path. */
    HAPROXY_HTTPCHK,
    /** HAProxy, asking the agent-check port. */
    HAPROXY_AGENT_CHECK,
    /** nginx with the checker of {@code samples/nginx/checker.lua}. */
    NGINX_LUA;

    /** One that runs. */
    public interface Running extends AutoCloseable {

        int port();

        @Override
        void close();
    }

    /** Starts it in front of the pair. */
    public Running start(Path work, int port) {
        return switch (this) {
            case NGINX_PASSIVE, NGINX_LUA -> nginx(Nginx.start(work, port));
            case HAPROXY_HTTPCHK, HAPROXY_AGENT_CHECK -> haproxy(work, port);
        };
    }

    public boolean nginx() {
        return this == NGINX_PASSIVE || this == NGINX_LUA;
    }

    /** Where its configuration is; the instances read nginx's. */
    public Path configuration(Path work) {
        return work.resolve(nginx() ? "nginx.conf" : "haproxy.cfg");
    }

    /** Writes it. */
    public void configure(Path file, int port, Pair pair) {
        String text = switch (this) {
            case NGINX_PASSIVE ->
                nginxText(
                        "",
                        "",
                        "server 127.0.0.1:%d fail_timeout=2s; server 127.0.0.1:%d fail_timeout=2s; keepalive 16;"
                                .formatted(pair.first().port(), pair.second().port()),
                        port);
            case NGINX_LUA ->
                nginxText(
                        luaModules(),
                        lua(pair),
                        "server 0.0.0.1; balancer_by_lua_block { checker.balance() } keepalive 16;",
                        port);
            case HAPROXY_HTTPCHK -> haproxyText(pair, port, "option httpchk GET /gateway-health", "");
            case HAPROXY_AGENT_CHECK -> haproxyText(pair, port, "", "agent-check agent-inter 300ms agent-port %d");
        };
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String nginxText(String main, String http, String upstream, int port) {
        NginxConfig config = new NginxConfig();
        config.main(main);
        config.upstream(upstream);
        config.server("proxy_next_upstream error timeout http_503;");
        config.http(http);
        return config.text(port, 0);
    }

    private static String luaModules() {
        Path modules = Path.of("/usr/lib/nginx/modules");
        if (!Files.exists(modules.resolve("ngx_http_lua_module.so"))) {
            throw new AssertionError("This test needs nginx's Lua module: apt-get install libnginx-mod-http-lua");
        }
        return "load_module %1$s/ndk_http_module.so; load_module %1$s/ngx_http_lua_module.so;".formatted(modules);
    }

    private static String lua(Pair pair) {
        return """
                lua_package_path "%s/?.lua;;";
                  init_worker_by_lua_block {
                    checker = require "checker"
                    checker.start { path = "/gateway-health", every = 0.3, fall = 2, rise = 2,
                                    servers = { "127.0.0.1:%d", "127.0.0.1:%d" } }
                  }
                """.formatted(
                        Places.repository("samples/nginx"),
                        pair.first().port(),
                        pair.second().port());
    }

    private static String haproxyText(Pair pair, int port, String check, String server) {
        String one = "    server %s 127.0.0.1:%d weight 100 check inter 300ms fall 2 rise 2 " + server + "\n";
        return """
                global
                    maxconn 200
                defaults
                    mode http
                    timeout connect 2s
                    timeout client 10s
                    timeout server 10s
                    timeout check 5s
                frontend in
                    bind 127.0.0.1:%d
                    default_backend service
                backend service
                    %s
                """.formatted(port, check)
                + one.formatted("one", pair.first().port(), pair.first().agentCheck())
                + one.formatted("two", pair.second().port(), pair.second().agentCheck());
    }

    private static Running haproxy(Path work, int port) {
        Path binary = Path.of("/usr/sbin/haproxy");
        if (!Files.isExecutable(binary)) {
            throw new AssertionError("This test needs a real HAProxy: apt-get install haproxy");
        }
        List<String> command = List.of(
                binary.toString(), "-db", "-f", work.resolve("haproxy.cfg").toString());
        Child child = Child.start(work, "haproxy", command, Map.of());
        child.awaitPort(port);
        return new Running() {
            @Override
            public int port() {
                return port;
            }

            @Override
            public void close() {
                child.close();
            }
        };
    }

    private static Running nginx(Nginx nginx) {
        return new Running() {
            @Override
            public int port() {
                return nginx.port();
            }

            @Override
            public void close() {
                nginx.close();
            }
        };
    }
}
