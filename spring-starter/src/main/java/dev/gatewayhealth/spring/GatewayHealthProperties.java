package dev.gatewayhealth.spring;

import dev.gatewayhealth.settings.PrefixMapping;
import dev.gatewayhealth.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/**
 * What {@code gateway-health.*} says, with what overrides it and with the defaults: the values in force, checked, for a bean to inject.
 *
 * <p>It is made from the settings and not bound by Spring, whose own grammar would take a bare number for milliseconds. What each
 * means stands in {@link dev.gatewayhealth.settings.Keys}, from which the metadata is generated; null is what nobody set and what is
 * switched off.
 *
 * @param config the file that has other keys
 * @param enabled whether anything is to be done at all
 * @param path where the endpoint answers
 * @param nginx where the contract comes from
 * @param proxyReadTimeout in place of what the configuration says
 * @param proxySendTimeout in place of what the configuration says
 * @param proxyConnectTimeout in place of what the configuration says
 * @param proxyBufferSize in place of what the configuration says
 * @param clientMaxBodySize in place of what the configuration says; 0 lets any body pass
 * @param keepaliveTimeout in place of what the upstream's block says
 * @param trustLimitHeaders whether a request may bring its own limits
 * @param warnAt the share of a limit from which on it is near, above 0, at most 1
 * @param horizon how far ahead a forecast matters
 * @param downOn words of the finding codes that make the status DOWN when they are critical
 * @param downAfter for how many ticks of a second such a finding must last
 * @param upAfter for how many ticks of a second it must be gone
 * @param probe of the service's own listener
 * @param admin the admin listener
 * @param agentCheck HAProxy's {@code agent-check}
 * @param drain how the instance leaves
 * @param evidence what is kept of a DOWN
 * @param stamp what responses say of themselves
 */
public record GatewayHealthProperties(
        @Nullable Path config,
        boolean enabled,
        String path,
        Nginx nginx,
        @Nullable Duration proxyReadTimeout,
        @Nullable Duration proxySendTimeout,
        @Nullable Duration proxyConnectTimeout,
        @Nullable DataSize proxyBufferSize,
        @Nullable DataSize clientMaxBodySize,
        @Nullable Duration keepaliveTimeout,
        boolean trustLimitHeaders,
        double warnAt,
        Duration horizon,
        Set<String> downOn,
        int downAfter,
        int upAfter,
        Probe probe,
        Admin admin,
        AgentCheck agentCheck,
        Drain drain,
        Evidence evidence,
        Stamp stamp) {

    /**
     * Keeps a copy of the collection.
     *
     * @param config see {@link #config()}
     * @param enabled see {@link #enabled()}
     * @param path see {@link #path()}
     * @param nginx see {@link #nginx()}
     * @param proxyReadTimeout see {@link #proxyReadTimeout()}
     * @param proxySendTimeout see {@link #proxySendTimeout()}
     * @param proxyConnectTimeout see {@link #proxyConnectTimeout()}
     * @param proxyBufferSize see {@link #proxyBufferSize()}
     * @param clientMaxBodySize see {@link #clientMaxBodySize()}
     * @param keepaliveTimeout see {@link #keepaliveTimeout()}
     * @param trustLimitHeaders see {@link #trustLimitHeaders()}
     * @param warnAt see {@link #warnAt()}
     * @param horizon see {@link #horizon()}
     * @param downOn copied
     * @param downAfter see {@link #downAfter()}
     * @param upAfter see {@link #upAfter()}
     * @param probe see {@link #probe()}
     * @param admin see {@link #admin()}
     * @param agentCheck see {@link #agentCheck()}
     * @param drain see {@link #drain()}
     * @param evidence see {@link #evidence()}
     * @param stamp see {@link #stamp()}
     */
    public GatewayHealthProperties {
        downOn = Set.copyOf(downOn);
    }

    static GatewayHealthProperties of(Settings its) {
        return new GatewayHealthProperties(
                its.config(),
                its.enabled(),
                its.path(),
                new Nginx(its.nginxConf(), its.nginxMapPrefix(), its.nginxErrorLog(), its.nginxVersion()),
                its.proxyReadTimeout(),
                its.proxySendTimeout(),
                its.proxyConnectTimeout(),
                bytes(its.proxyBufferSize()),
                bytes(its.clientMaxBodySize()),
                its.keepaliveTimeout(),
                its.trustLimitHeaders(),
                its.warnAt(),
                its.horizon(),
                its.downOn(),
                its.downAfter(),
                its.upAfter(),
                new Probe(its.probeEvery()),
                new Admin(its.adminPort(), its.adminHost(), its.adminToken()),
                new AgentCheck(its.agentCheckPort()),
                new Drain(its.drainMin(), its.drainMax()),
                new Evidence(its.evidenceDir()),
                new Stamp(its.stampInstance(), its.stampTiming()));
    }

    private static @Nullable DataSize bytes(@Nullable Long number) {
        return number == null ? null : DataSize.ofBytes(number);
    }

    /**
     * Beneath {@code gateway-health.nginx}.
     *
     * @param conf nginx's main file, which need not exist
     * @param mapPrefix how nginx's paths are found here
     * @param errorLog nginx's error log
     * @param version nginx's version
     */
    public record Nginx(
            Path conf,
            @Nullable PrefixMapping mapPrefix,
            @Nullable Path errorLog,
            @Nullable String version) {}

    /**
     * Beneath {@code gateway-health.probe}.
     *
     * @param every the time between two probes
     */
    public record Probe(@Nullable Duration every) {}

    /**
     * Beneath {@code gateway-health.admin}.
     *
     * @param port null when there is no admin listener
     * @param host the address it binds to
     * @param token what opens the inner paths
     */
    public record Admin(
            @Nullable Integer port, String host, @Nullable String token) {

        /** Without the token. */
        @Override
        public String toString() {
            return "Admin[port=" + port + ", host=" + host + ", token=" + (token == null ? "none" : "***") + "]";
        }
    }

    /**
     * Beneath {@code gateway-health.agent-check}.
     *
     * @param port null when it is not answered
     */
    public record AgentCheck(@Nullable Integer port) {}

    /**
     * Beneath {@code gateway-health.drain}.
     *
     * @param min the least that DRAINING is shown for
     * @param max the most that a stop waits for requests in flight
     */
    public record Drain(Duration min, Duration max) {}

    /**
     * Beneath {@code gateway-health.evidence}.
     *
     * @param dir where bundles are written
     */
    public record Evidence(@Nullable Path dir) {}

    /**
     * Beneath {@code gateway-health.stamp}.
     *
     * @param instance whether they name the instance that made them
     * @param timing whether they say how long they took
     */
    public record Stamp(boolean instance, boolean timing) {}
}
