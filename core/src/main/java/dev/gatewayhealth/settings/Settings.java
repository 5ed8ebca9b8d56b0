package dev.gatewayhealth.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the operator wants, every key with its default; immutable. */
public final class Settings {

    private static final String SPRING = "Spring configuration";

    private final Map<Key<?>, Chosen> chosen;

    Settings(Map<Key<?>, Chosen> chosen) {
        this.chosen = Collections.unmodifiableMap(new LinkedHashMap<>(chosen));
    }

    /** Nothing set. */
    public static Settings defaults() {
        return new Settings(Map.of());
    }

    /**
     * Reads agent arguments, system properties, the environment and the file they name, the first that names a key
     * deciding it. Never throws for what an operator wrote.
     *
     * @param agentArguments what follows {@code gateway-health-agent.jar=}
     */
    public static Outcome read(
            @Nullable String agentArguments,
            Function<String, @Nullable String> properties,
            Map<String, String> environment) {
        return read(Sources.arguments(agentArguments), Sources.properties(properties), environment, List.of())
                .outcome();
    }

    /** The same for properties that can be listed, so that unknown keys among them are told too. */
    public static Outcome read(
            @Nullable String agentArguments, Properties properties, Map<String, String> environment) {
        return read(Sources.arguments(agentArguments), Sources.properties(properties), environment, List.of())
                .outcome();
    }

    /**
     * The same with what Spring knows as the last word before the defaults.
     *
     * @param spring keys of ours without the prefix {@code gateway-health.}, in any spelling
     */
    public static Outcome readBeneath(
            Properties properties, Map<String, String> environment, Map<String, String> spring) {
        return readBeneath(properties, environment, spring, SPRING);
    }

    /**
     * The same with what any other host knows.
     *
     * @param from the host's configuration in words, for messages
     */
    public static Outcome readBeneath(
            Properties properties, Map<String, String> environment, Map<String, String> last, String from) {
        List<Given> host = Sources.map(last, from);
        return read(List.of(), Sources.properties(properties), environment, host)
                .then(host)
                .outcome();
    }

    /** Settings from one map alone. */
    public static Outcome of(Map<String, String> values, String from) {
        return new SettingsReader().then(Sources.map(values, from)).outcome();
    }

    private static SettingsReader read(
            List<Given> arguments, List<Given> properties, Map<String, String> environment, List<Given> last) {
        return new SettingsReader()
                .then(arguments)
                .then(properties)
                .then(Sources.environment(environment))
                .thenFile(last);
    }

    public @Nullable Path config() {
        return value(Keys.CONFIG);
    }

    public boolean enabled() {
        return required(Keys.ENABLED);
    }

    public String path() {
        return required(Keys.PATH);
    }

    public Path nginxConf() {
        return required(Keys.NGINX_CONF);
    }

    public @Nullable PrefixMapping nginxMapPrefix() {
        return value(Keys.NGINX_MAP_PREFIX);
    }

    public @Nullable Path nginxErrorLog() {
        return value(Keys.NGINX_ERROR_LOG);
    }

    public @Nullable String nginxVersion() {
        return value(Keys.NGINX_VERSION);
    }

    public @Nullable Duration proxyReadTimeout() {
        return value(Keys.PROXY_READ_TIMEOUT);
    }

    public @Nullable Duration proxySendTimeout() {
        return value(Keys.PROXY_SEND_TIMEOUT);
    }

    public @Nullable Duration proxyConnectTimeout() {
        return value(Keys.PROXY_CONNECT_TIMEOUT);
    }

    /** In bytes. */
    public @Nullable Long proxyBufferSize() {
        return value(Keys.PROXY_BUFFER_SIZE);
    }

    /** In bytes; 0 is unlimited, as in nginx. */
    public @Nullable Long clientMaxBodySize() {
        return value(Keys.CLIENT_MAX_BODY_SIZE);
    }

    public @Nullable Duration keepaliveTimeout() {
        return value(Keys.KEEPALIVE_TIMEOUT);
    }

    public boolean trustLimitHeaders() {
        return required(Keys.TRUST_LIMIT_HEADERS);
    }

    /** Above 0, at most 1. */
    public double warnAt() {
        return required(Keys.WARN_AT);
    }

    public Duration horizon() {
        return required(Keys.HORIZON);
    }

    /** Words of finding codes. */
    public Set<String> downOn() {
        return required(Keys.DOWN_ON);
    }

    public int downAfter() {
        return required(Keys.DOWN_AFTER);
    }

    public int upAfter() {
        return required(Keys.UP_AFTER);
    }

    /** Null when the self-probe is off. */
    public @Nullable Duration probeEvery() {
        return value(Keys.PROBE_EVERY);
    }

    /** Null when there is no admin listener. */
    public @Nullable Integer adminPort() {
        return value(Keys.ADMIN_PORT);
    }

    public String adminHost() {
        return required(Keys.ADMIN_HOST);
    }

    public @Nullable String adminToken() {
        return value(Keys.ADMIN_TOKEN);
    }

    /** Null when HAProxy's agent-check is not answered. */
    public @Nullable Integer agentCheckPort() {
        return value(Keys.AGENT_CHECK_PORT);
    }

    public Duration drainMin() {
        return required(Keys.DRAIN_MIN);
    }

    public Duration drainMax() {
        return required(Keys.DRAIN_MAX);
    }

    public @Nullable Path evidenceDir() {
        return value(Keys.EVIDENCE_DIR);
    }

    public boolean stampInstance() {
        return required(Keys.STAMP_INSTANCE);
    }

    public boolean stampTiming() {
        return required(Keys.STAMP_TIMING);
    }

    /** Where a key was set, in words; null if its default holds. */
    public @Nullable String from(Key<?> key) {
        Chosen set = chosen.get(key);
        return set == null ? null : set.given().from();
    }

    /** A problem that showed only when the value was put to use, such as a port that is taken. */
    public Problem unusable(Key<?> key, String reason, String accepted) {
        Chosen set = chosen.get(key);
        Given given = set == null ? new Given(key.name(), key.otherwise(), "default") : set.given();
        return Problem.unusable(key, given, reason, accepted);
    }

    @SuppressWarnings("unchecked") // a chosen value was made by its own key
    private <T> @Nullable T value(Key<T> key) {
        Chosen set = chosen.get(key);
        return set == null ? key.fallback() : (T) set.value();
    }

    private <T> T required(Key<T> key) {
        return Objects.requireNonNull(value(key), key.name());
    }

    /** What was set, secrets hidden. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        chosen.forEach((key, set) -> out.append(out.isEmpty() ? "" : ", ")
                .append(key.name())
                .append('=')
                .append(key.secret() ? "***" : set.given().value()));
        return out.toString();
    }

    /** Settings that can be used, and what could not be. */
    public record Outcome(Settings settings, List<Problem> problems) {

        public Outcome {
            problems = List.copyOf(problems);
        }

        /**
         * For hosts whose convention is to fail at start-up.
         *
         * @throws InvalidSettingsException if there is any problem
         */
        public Settings orThrow() {
            if (!problems.isEmpty()) {
                throw new InvalidSettingsException(problems);
            }
            return settings;
        }
    }
}
