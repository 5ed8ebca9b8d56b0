package dev.gatewayhealth.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Every key there is; docs/configuration.md is generated from here. */
public final class Keys {

    private static final String FROM_CONTRACT = "from the contract";

    private static final List<Key<?>> ALL = new ArrayList<>();

    /** The file that has other keys; null without one. */
    public static final Key<Path> CONFIG = optional(
            "config",
            "none",
            Kind.FILE,
            "A properties file with any of the other keys, in UTF-8; it cannot name another one.");
    /** False switches everything off. */
    public static final Key<Boolean> ENABLED =
            of("enabled", "true", Kind.FLAG, "`false` switches everything off: nothing is woven, watched or answered.");
    /** Where the endpoint answers, beneath the service's root. */
    public static final Key<String> PATH =
            of("path", "/gateway-health", Kind.ENDPOINT, "Where the health of this instance is answered.");

    /** What the contract is read from. */
    public static final Key<Path> NGINX_CONF = of(
            "nginx.conf",
            "/etc/nginx/nginx.conf",
            Kind.FILE,
            "nginx's main file, or a dump made with `nginx -T`; the default is used if it is readable and proxies to us.");
    /** How nginx's paths are found here; null where they are the same. */
    public static final Key<PrefixMapping> NGINX_MAP_PREFIX = optional(
            "nginx.map-prefix",
            "none",
            Kind.MAPPING,
            "Where a mounted configuration lives elsewhere: `/etc/nginx=/mnt/nginx`.");
    /** Where nginx writes its failures; null where nobody follows that. */
    public static final Key<Path> NGINX_ERROR_LOG =
            optional("nginx.error-log", "none", Kind.FILE, "nginx's error log, followed through rotation.");
    /** The version that decides nginx's defaults; null where it is unknown. */
    public static final Key<String> NGINX_VERSION = optional(
            "nginx.version", "unknown", Kind.NGINX_VERSION, "nginx's version, which decides its own defaults.");

    /** In place of what the configuration says; null, as for the other limits, where that holds. */
    public static final Key<Duration> PROXY_READ_TIMEOUT = optional(
            "proxy_read_timeout",
            FROM_CONTRACT,
            Kind.TIME_ABOVE_ZERO,
            "How long nginx waits for the next byte of a response.");
    /** In place of what the configuration says. */
    public static final Key<Duration> PROXY_SEND_TIMEOUT = optional(
            "proxy_send_timeout",
            FROM_CONTRACT,
            Kind.TIME_ABOVE_ZERO,
            "How long nginx waits between two writes of a request.");
    /** In place of what the configuration says. */
    public static final Key<Duration> PROXY_CONNECT_TIMEOUT = optional(
            "proxy_connect_timeout",
            FROM_CONTRACT,
            Kind.TIME_ABOVE_ZERO,
            "How long nginx waits for a connection to be made.");
    /** In place of what the configuration says, in bytes. */
    public static final Key<Long> PROXY_BUFFER_SIZE = optional(
            "proxy_buffer_size", FROM_CONTRACT, Kind.MEMORY_SIZE, "What the whole header of a response must fit into.");
    /** In place of what the configuration says, in bytes; 0 lets any body pass. */
    public static final Key<Long> CLIENT_MAX_BODY_SIZE = optional(
            "client_max_body_size", FROM_CONTRACT, Kind.BODY_SIZE, "The largest request body nginx lets through.");
    /** In place of what the configuration says; the upstream's directive, not that of nginx's clients. */
    public static final Key<Duration> KEEPALIVE_TIMEOUT = optional(
            "keepalive_timeout",
            FROM_CONTRACT,
            Kind.TIME,
            "How long nginx keeps an idle connection to this service, as set in the `upstream` block.");
    /** Whether a request may bring its own limits. */
    public static final Key<Boolean> TRUST_LIMIT_HEADERS = of(
            "trust-limit-headers",
            "false",
            Kind.FLAG,
            "Whether `X-Gateway-Read-Timeout` and `X-Envoy-Expected-Rq-Timeout-Ms` are believed; only where the gateway overwrites what clients send.");

    /** Above 0, at most 1. */
    public static final Key<Double> WARN_AT = of(
            "warn-at", "0.8", Kind.SHARE, "The share of a limit, in time, size or number, from which on it is near.");
    /** How far ahead a forecast matters. */
    public static final Key<Duration> HORIZON = of(
            "horizon", "2m", Kind.TIME_ABOVE_ZERO, "A resource that is forecast to run out within it is warned about.");
    /** Words of finding codes. */
    public static final Key<Set<String>> DOWN_ON = of(
            "down-on",
            "file-descriptors,deadlock,listener",
            Kind.CODES,
            "The findings that make the status DOWN when they are critical.");
    /** In ticks of a second. */
    public static final Key<Integer> DOWN_AFTER =
            of("down-after", "3", Kind.TICKS, "Resource ticks of 1 s that such a finding must last before DOWN.");
    /** In ticks of a second. */
    public static final Key<Integer> UP_AFTER = of(
            "up-after", "5", Kind.TICKS, "Clean resource ticks of 1 s before DOWN ends; `Retry-After` says the same.");
    /** Null when the self-probe is off. */
    public static final Key<Duration> PROBE_EVERY =
            of("probe.every", "5s", Kind.PERIOD, "How often the service's own listener is probed from inside.");

    /** Null when there is no admin listener. */
    public static final Key<Integer> ADMIN_PORT =
            of("admin.port", "off", Kind.PORT, "The port of the admin listener, which has threads of its own.");
    /** Which of the machine's addresses the admin listener takes. */
    public static final Key<String> ADMIN_HOST =
            of("admin.host", "127.0.0.1", Kind.HOST, "The address the admin listener binds to.");
    /** Null where nobody needs one; then the inner paths are on the admin listener alone. */
    public static final Key<String> ADMIN_TOKEN = optional(
            "admin.token",
            "none",
            Kind.TOKEN,
            "Opens report and metrics on the service's own port to `Authorization: Bearer`, and is then asked for on the admin listener too.");
    /** Null when HAProxy's agent-check is not answered. */
    public static final Key<Integer> AGENT_CHECK_PORT =
            of("agent-check.port", "off", Kind.PORT, "The port that answers HAProxy's `agent-check`.");
    /** The least that a stop takes. */
    public static final Key<Duration> DRAIN_MIN = of(
            "drain.min",
            "0s",
            Kind.TIME,
            "How long DRAINING is shown before the service may stop; at most `drain.max`.");
    /** The most that a stop is held up by us. */
    public static final Key<Duration> DRAIN_MAX =
            of("drain.max", "30s", Kind.TIME, "How long the stop waits for requests in flight.");
    /** Null where no evidence is written. */
    public static final Key<Path> EVIDENCE_DIR =
            optional("evidence.dir", "none", Kind.FILE, "A directory that gets a bundle of evidence on DOWN.");
    /** Of every response, in a header field of its own. */
    public static final Key<Boolean> STAMP_INSTANCE =
            of("stamp.instance", "false", Kind.FLAG, "Whether responses name the instance that made them.");
    /** Of every response, in {@code Server-Timing}. */
    public static final Key<Boolean> STAMP_TIMING =
            of("stamp.timing", "false", Kind.FLAG, "Whether responses say how long they waited and took.");

    private Keys() {}

    /** {@return all of them, in the order of the documentation} */
    public static List<Key<?>> all() {
        return List.copyOf(ALL);
    }

    /** The key of that name, in nginx's spelling or in kebab-case; null if there is none. */
    static @Nullable Key<?> named(String name) {
        String kebab = name.replace('_', '-');
        for (Key<?> key : ALL) {
            if (key.kebab().equals(kebab)) {
                return key;
            }
        }
        return null;
    }

    private static <T> Key<T> of(String name, String standard, Kind kind, String meaning) {
        return listed(Key.of(name, standard, kind, meaning));
    }

    private static <T> Key<T> optional(String name, String otherwise, Kind kind, String meaning) {
        return listed(Key.optional(name, otherwise, kind, meaning));
    }

    private static <T> Key<T> listed(Key<T> key) {
        ALL.add(key);
        return key;
    }
}
