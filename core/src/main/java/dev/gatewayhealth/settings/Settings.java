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

    /** {@return settings of which nothing is set} */
    public static Settings defaults() {
        return new Settings(Map.of());
    }

    /**
     * Reads agent arguments, system properties, the environment and the file they name, the first that names a key
     * deciding it. Never throws for what an operator wrote.
     *
     * @param agentArguments what follows {@code gateway-health-agent.jar=}
     * @param properties the system properties, by name
     * @param environment the environment's variables, by name
     * @return with what could not be used, which keeps its default
     */
    public static Outcome read(
            @Nullable String agentArguments,
            Function<String, @Nullable String> properties,
            Map<String, String> environment) {
        return read(Sources.arguments(agentArguments), Sources.properties(properties), environment, List.of())
                .outcome();
    }

    /**
     * The same for properties that can be listed, so that unknown keys among them are told too.
     *
     * @param agentArguments what follows {@code gateway-health-agent.jar=}; null without
     * @param properties the system properties, by name
     * @param environment the environment's variables, by name
     * @return with what could not be used or is not known
     */
    public static Outcome read(
            @Nullable String agentArguments, Properties properties, Map<String, String> environment) {
        return read(Sources.arguments(agentArguments), Sources.properties(properties), environment, List.of())
                .outcome();
    }

    /**
     * The same with what Spring knows as the last word before the defaults.
     *
     * @param properties the system properties, by name
     * @param environment the environment's variables, by name
     * @param spring keys of ours without the prefix {@code gateway-health.}, in any spelling
     * @return with what could not be used or is not known
     */
    public static Outcome readBeneath(
            Properties properties, Map<String, String> environment, Map<String, String> spring) {
        return readBeneath(properties, environment, spring, SPRING);
    }

    /**
     * The same with what any other host knows.
     *
     * @param properties the system properties, by name
     * @param environment the environment's variables, by name
     * @param last keys of ours to what the host has for them
     * @param from the host's configuration in words, for messages
     * @return with what could not be used or is not known
     */
    public static Outcome readBeneath(
            Properties properties, Map<String, String> environment, Map<String, String> last, String from) {
        List<Given> host = Sources.map(last, from);
        return read(List.of(), Sources.properties(properties), environment, host)
                .then(host)
                .outcome();
    }

    /**
     * {@return settings from one map alone}
     *
     * @param values keys of ours to what is written for them
     * @param from where they are written, in words, for messages
     */
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

    /** {@return the file that has other keys; null without one} */
    public @Nullable Path config() {
        return value(Keys.CONFIG);
    }

    /** {@return whether anything is to be done at all} */
    public boolean enabled() {
        return required(Keys.ENABLED);
    }

    /** {@return where the endpoint answers, beginning with a slash} */
    public String path() {
        return required(Keys.PATH);
    }

    /** {@return nginx's main file, which need not exist} */
    public Path nginxConf() {
        return required(Keys.NGINX_CONF);
    }

    /** {@return how nginx's paths are found here; null where they are the same} */
    public @Nullable PrefixMapping nginxMapPrefix() {
        return value(Keys.NGINX_MAP_PREFIX);
    }

    /** {@return nginx's error log; null where nobody follows it} */
    public @Nullable Path nginxErrorLog() {
        return value(Keys.NGINX_ERROR_LOG);
    }

    /** {@return nginx's version; null where it is unknown} */
    public @Nullable String nginxVersion() {
        return value(Keys.NGINX_VERSION);
    }

    /** {@return {@code proxy_read_timeout}; null, as for the other limits, where the configuration's holds} */
    public @Nullable Duration proxyReadTimeout() {
        return value(Keys.PROXY_READ_TIMEOUT);
    }

    /** {@return {@code proxy_send_timeout}} */
    public @Nullable Duration proxySendTimeout() {
        return value(Keys.PROXY_SEND_TIMEOUT);
    }

    /** {@return {@code proxy_connect_timeout}} */
    public @Nullable Duration proxyConnectTimeout() {
        return value(Keys.PROXY_CONNECT_TIMEOUT);
    }

    /** {@return {@code proxy_buffer_size} in bytes} */
    public @Nullable Long proxyBufferSize() {
        return value(Keys.PROXY_BUFFER_SIZE);
    }

    /** {@return {@code client_max_body_size} in bytes; 0 is unlimited, as in nginx} */
    public @Nullable Long clientMaxBodySize() {
        return value(Keys.CLIENT_MAX_BODY_SIZE);
    }

    /** {@return {@code keepalive_timeout} of the upstream} */
    public @Nullable Duration keepaliveTimeout() {
        return value(Keys.KEEPALIVE_TIMEOUT);
    }

    /** {@return whether a request may bring its own limits} */
    public boolean trustLimitHeaders() {
        return required(Keys.TRUST_LIMIT_HEADERS);
    }

    /** {@return the share of a limit from which on it is near, above 0, at most 1} */
    public double warnAt() {
        return required(Keys.WARN_AT);
    }

    /** {@return how far ahead a forecast matters} */
    public Duration horizon() {
        return required(Keys.HORIZON);
    }

    /** {@return words of the finding codes that make the status DOWN when they are critical} */
    public Set<String> downOn() {
        return required(Keys.DOWN_ON);
    }

    /** {@return in ticks of a second, how long such a finding must last} */
    public int downAfter() {
        return required(Keys.DOWN_AFTER);
    }

    /** {@return in ticks of a second, how long it must be gone} */
    public int upAfter() {
        return required(Keys.UP_AFTER);
    }

    /** {@return the time between two probes of the service's own listener; null when the self-probe is off} */
    public @Nullable Duration probeEvery() {
        return value(Keys.PROBE_EVERY);
    }

    /** {@return the port of the admin listener; null when there is none} */
    public @Nullable Integer adminPort() {
        return value(Keys.ADMIN_PORT);
    }

    /** {@return the address the admin listener binds to} */
    public String adminHost() {
        return required(Keys.ADMIN_HOST);
    }

    /** {@return what opens the inner paths; null where nobody needs one} */
    public @Nullable String adminToken() {
        return value(Keys.ADMIN_TOKEN);
    }

    /** {@return the port that answers HAProxy's {@code agent-check}; null when it is not answered} */
    public @Nullable Integer agentCheckPort() {
        return value(Keys.AGENT_CHECK_PORT);
    }

    /** {@return the least that DRAINING is shown for} */
    public Duration drainMin() {
        return required(Keys.DRAIN_MIN);
    }

    /** {@return the most that a stop waits for requests in flight} */
    public Duration drainMax() {
        return required(Keys.DRAIN_MAX);
    }

    /** {@return where bundles of evidence are written; null where none are} */
    public @Nullable Path evidenceDir() {
        return value(Keys.EVIDENCE_DIR);
    }

    /** {@return whether responses name the instance that made them} */
    public boolean stampInstance() {
        return required(Keys.STAMP_INSTANCE);
    }

    /** {@return whether responses say how long they took} */
    public boolean stampTiming() {
        return required(Keys.STAMP_TIMING);
    }

    /**
     * {@return where a key was set, in words; null if its default holds}
     *
     * @param key any of {@link Keys}
     */
    public @Nullable String from(Key<?> key) {
        Chosen set = chosen.get(key);
        return set == null ? null : set.given().from();
    }

    /**
     * {@return a problem that showed only when the value was put to use, such as a port that is taken}
     *
     * @param key any of {@link Keys}
     * @param reason why it cannot be used, as the machine has it
     * @param accepted what can be, as words that follow "accepted is"
     */
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

    /**
     * Settings that can be used, and what could not be.
     *
     * @param settings that can be used; where a value cannot, the default
     * @param problems what could not be used, in the order it was found
     */
    public record Outcome(Settings settings, List<Problem> problems) {

        /**
         * Keeps a copy of the collection.
         *
         * @param settings see {@link #settings()}
         * @param problems copied
         */
        public Outcome {
            problems = List.copyOf(problems);
        }

        /**
         * For hosts whose convention is to fail at start-up.
         *
         * @return if there is none
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
