package dev.gatewayhealth.nginx;

import dev.gatewayhealth.contract.Limits;
import dev.gatewayhealth.contract.Sourced;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The values in force on a level of the configuration, after inheritance and defaults (nginx: {@code ngx_http_proxy_merge_loc_conf}). */
record Values(Scope scope, Version version) {

    private static final Duration MINUTE = Duration.ofSeconds(60);
    private static final Sourced<Duration> MINUTE_BY_DEFAULT = Sourced.byDefault(MINUTE);
    private static final Sourced<Long> PAGE_BY_DEFAULT = Sourced.byDefault(4096L);
    private static final Sourced<Long> MEBIBYTE_BY_DEFAULT = Sourced.byDefault(1_048_576L);
    private static final List<String> ERROR_AND_TIMEOUT = List.of("error", "timeout");
    private static final Sourced<Duration> NO_BLOCK =
            Sourced.unknown("no upstream block, so nginx keeps no connections open");
    private static final Sourced<Duration> NO_POOL =
            Sourced.unknown("the upstream block has no keepalive, so nginx keeps no connections open");

    /** Whether a request leaves without {@code Connection: close} although nobody said so. */
    static boolean keptAliveByDefault(Scope scope, Version version) {
        return version.keepsConnections()
                && !new Values(scope, version).httpVersion().equals("1.0");
    }

    Limits limits(@Nullable Upstream upstream) {
        return new Limits(
                time("proxy_read_timeout"),
                time("proxy_send_timeout"),
                time("proxy_connect_timeout"),
                keepalive(upstream),
                proxyBufferSize(),
                clientMaxBodySize());
    }

    Sourced<Duration> time(String directive) {
        return time(directive, MINUTE_BY_DEFAULT);
    }

    Sourced<Duration> time(String directive, Duration otherwise) {
        return time(directive, Sourced.byDefault(otherwise));
    }

    private Sourced<Duration> time(String directive, Sourced<Duration> otherwise) {
        Directive found = scope.nearest(directive);
        if (found == null) {
            return otherwise;
        }
        OptionalLong millis = NginxTime.millis(found.arg(0));
        return millis.isPresent()
                ? new Sourced<>(Duration.ofMillis(millis.getAsLong()), source(found))
                : Sourced.unknown("invalid value in " + source(found));
    }

    Sourced<Long> proxyBufferSize() {
        return size("proxy_buffer_size", PAGE_BY_DEFAULT, false);
    }

    Sourced<Long> clientMaxBodySize() {
        return size("client_max_body_size", MEBIBYTE_BY_DEFAULT, true);
    }

    long number(String directive, long otherwise) {
        Directive found = scope.nearest(directive);
        return found == null ? otherwise : NginxSize.number(found.arg(0)).orElse(otherwise);
    }

    String httpVersion() {
        Directive found = scope.nearest("proxy_http_version");
        return found == null ? (version.keepsConnections() ? "1.1" : "1.0") : found.arg(0);
    }

    /** The conditions under which nginx tries another server; {@code off} silences the rest. */
    List<String> nextUpstream() {
        List<Directive> written = scope.nearestAll("proxy_next_upstream");
        if (written.isEmpty()) {
            return ERROR_AND_TIMEOUT;
        }
        List<String> conditions =
                written.stream().flatMap(d -> d.args().stream()).distinct().toList();
        return conditions.contains("off") ? List.of("off") : conditions;
    }

    private Sourced<Duration> keepalive(@Nullable Upstream upstream) {
        if (upstream == null) {
            return NO_BLOCK;
        }
        Upstream.Pool pool = upstream.pool();
        return pool == null ? NO_POOL : new Sourced<>(Duration.ofMillis(pool.timeoutMillis()), pool.timeoutSource());
    }

    private Sourced<Long> size(String directive, Sourced<Long> otherwise, boolean body) {
        Directive found = scope.nearest(directive);
        if (found == null) {
            return otherwise;
        }
        OptionalLong bytes = body ? NginxSize.offset(found.arg(0)) : NginxSize.memory(found.arg(0));
        return bytes.isPresent()
                ? new Sourced<>(bytes.getAsLong(), source(found))
                : Sourced.unknown("invalid value in " + source(found));
    }

    private static String source(Directive directive) {
        return ByteText.readable(directive.place().toString());
    }
}
