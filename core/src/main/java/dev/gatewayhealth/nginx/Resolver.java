package dev.gatewayhealth.nginx;

import dev.gatewayhealth.contract.Sourced;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Walks a request and writes down what it met, by the names of the machine form. */
final class Resolver {

    private final HttpConf conf;
    private final OwnAddresses own;

    Resolver(HttpConf conf, OwnAddresses own) {
        this.conf = conf;
        this.own = own;
    }

    Resolution resolve(ClientRequest request) {
        Trail trail = new Walk(conf, request).run();
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        if (trail.outcome() != Trail.Outcome.UNKNOWN) {
            values.put("outcome", trail.outcome() == Trail.Outcome.PROXY ? "proxy" : "other");
        }
        if (!trail.lost("server")) {
            Server server = trail.server();
            values.put("server", server == null ? null : place(server.place(), "name", server.name()));
            if (trail.searched() || !trail.lost("location")) {
                values.put("first_location", location(trail.first()));
            }
        }
        Proxied proxied = trail.proxied();
        if (trail.outcome() == Trail.Outcome.PROXY && proxied != null) {
            proxied(values, trail, proxied);
        }
        return new Resolution(
                values, trail.notes().stream().map(ByteText::readable).toList());
    }

    private void proxied(Map<String, @Nullable Object> values, Trail trail, Proxied proxied) {
        Loc loc = proxied.location();
        values.put("location", location(loc));
        values.put(
                "location_path",
                trail.path().stream().map(l -> ByteText.readable(l.text())).toList());
        values.put("active_block", block(trail.block()));
        values.put("proxy_pass", ByteText.readable(proxied.written().text()));
        values.put("dynamic", proxied.dynamic());
        destination(values, proxied);
        Values in = new Values(proxied.scope(), conf.version());
        values.put("proxy_http_version", in.httpVersion());
        millis(values, "proxy_connect_timeout_ms", in.time("proxy_connect_timeout"));
        millis(values, "proxy_send_timeout_ms", in.time("proxy_send_timeout"));
        millis(values, "proxy_read_timeout_ms", in.time("proxy_read_timeout"));
        millis(values, "proxy_next_upstream_timeout_ms", in.time("proxy_next_upstream_timeout", Duration.ZERO));
        known(values, "proxy_buffer_size", in.proxyBufferSize());
        values.put("proxy_buffering", proxied.scope().on("proxy_buffering", true));
        values.put("proxy_request_buffering", proxied.scope().on("proxy_request_buffering", true));
        values.put("proxy_next_upstream", in.nextUpstream());
        values.put("proxy_next_upstream_tries", in.number("proxy_next_upstream_tries", 0));
        values.put("proxy_set_header", headers(proxied.scope()));
        known(values, "client_max_body_size", in.clientMaxBodySize());
        Scope first = trail.firstLevel();
        known(
                values,
                "client_max_body_size_first_location",
                new Values(first == null ? in.scope() : first, conf.version()).clientMaxBodySize());
    }

    private void destination(Map<String, @Nullable Object> values, Proxied proxied) {
        ProxyPass pass = proxied.pass();
        if (pass == null) {
            return;
        }
        Upstream upstream = proxied.upstream();
        values.put("scheme", pass.scheme());
        values.put("upstream", upstream == null ? null : ByteText.readable(upstream.name()));
        values.put(
                "servers",
                proxied.servers().stream().map(s -> server(s, upstream != null)).toList());
        values.put("keepalive", upstream == null ? null : pool(upstream.pool()));
        values.put(
                "is_app_upstream",
                proxied.servers().stream().anyMatch(s -> own.ours(s.address()) == OwnAddresses.Ours.YES));
        reuse(values, proxied, upstream);
        Map<String, @Nullable Object> sent = new LinkedHashMap<>();
        sent.put("host", proxied.sentHost());
        sent.put("uri", proxied.sentUri());
        values.put("sent", sent);
    }

    /** A connection is used again if there is a pool, the version allows it, and nobody asks for its end. */
    private void reuse(Map<String, @Nullable Object> values, Proxied proxied, @Nullable Upstream upstream) {
        boolean pool = upstream != null && upstream.pool() != null;
        boolean old = new Values(proxied.scope(), conf.version()).httpVersion().equals("1.0");
        String connection = proxied.connection();
        if (!pool || old) {
            values.put("connection_reuse", false);
        } else if (connection != null) {
            values.put("connection_reuse", !ByteText.lower(connection).contains("close"));
        }
    }

    private static Map<String, @Nullable Object> server(Upstream.Server server, boolean inGroup) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        Address address = server.address();
        if (address.unix() != null) {
            values.put("unix", ByteText.readable(address.unix()));
        } else {
            values.put("host", ByteText.readable(address.host()));
            values.put("port", address.port());
        }
        if (inGroup) {
            values.put("weight", server.weight());
            values.put("max_fails", server.maxFails());
            values.put("fail_timeout_ms", server.failTimeoutMillis());
            values.put("max_conns", server.maxConnections());
            values.put("backup", server.backup());
            values.put("down", server.down());
        }
        return values;
    }

    private static @Nullable Map<String, Object> pool(Upstream.@Nullable Pool pool) {
        if (pool == null) {
            return null;
        }
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("connections", pool.connections());
        values.put("local", pool.local());
        values.put("requests", pool.requests());
        values.put("time_ms", pool.timeMillis());
        values.put("timeout_ms", pool.timeoutMillis());
        return values;
    }

    private static List<List<String>> headers(Scope scope) {
        List<List<String>> headers = new ArrayList<>();
        for (Directive header : scope.nearestAll("proxy_set_header")) {
            headers.add(List.of(ByteText.readable(header.arg(0)), ByteText.readable(header.arg(1))));
        }
        return headers;
    }

    private static @Nullable Map<String, Object> location(@Nullable Loc loc) {
        if (loc == null) {
            return null;
        }
        Map<String, Object> values = place(loc.place(), "pattern", loc.pattern());
        values.put("modifier", loc.modifier().text());
        return values;
    }

    private static @Nullable Map<String, Object> block(@Nullable Scope scope) {
        if (scope == null) {
            return null;
        }
        Map<String, Object> values =
                place(scope.place(), "text", String.join(" ", scope.block().args()));
        values.put("type", scope.block().name());
        return values;
    }

    private static Map<String, Object> place(Place place, String key, String text) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("file", ByteText.readable(place.file()));
        values.put("line", place.line());
        values.put(key, ByteText.readable(text));
        return values;
    }

    private static void millis(Map<String, @Nullable Object> values, String key, Sourced<Duration> time) {
        known(values, key, time.map(Duration::toMillis));
    }

    private static void known(Map<String, @Nullable Object> values, String key, Sourced<?> value) {
        Object present = value.value();
        if (present != null) {
            values.put(key, present);
        }
    }
}
