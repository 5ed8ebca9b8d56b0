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

    /** Beneath {@code gateway-health.nginx}. */
    public record Nginx(
            Path conf,
            @Nullable PrefixMapping mapPrefix,
            @Nullable Path errorLog,
            @Nullable String version) {}

    /** Beneath {@code gateway-health.probe}. */
    public record Probe(@Nullable Duration every) {}

    /** Beneath {@code gateway-health.admin}. */
    public record Admin(
            @Nullable Integer port, String host, @Nullable String token) {

        /** Without the token. */
        @Override
        public String toString() {
            return "Admin[port=" + port + ", host=" + host + ", token=" + (token == null ? "none" : "***") + "]";
        }
    }

    /** Beneath {@code gateway-health.agent-check}. */
    public record AgentCheck(@Nullable Integer port) {}

    /** Beneath {@code gateway-health.drain}. */
    public record Drain(Duration min, Duration max) {}

    /** Beneath {@code gateway-health.evidence}. */
    public record Evidence(@Nullable Path dir) {}

    /** Beneath {@code gateway-health.stamp}. */
    public record Stamp(boolean instance, boolean timing) {}
}
