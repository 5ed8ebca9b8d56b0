package dev.gatewayhealth.contract;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Limits somebody set by hand; each one present wins over whatever the configuration says.
 *
 * @param proxyReadTimeout {@code proxy_read_timeout}; null, as every other, where it was not set by hand
 * @param proxySendTimeout {@code proxy_send_timeout}
 * @param proxyConnectTimeout {@code proxy_connect_timeout}
 * @param proxyBufferSize {@code proxy_buffer_size} in bytes
 * @param clientMaxBodySize {@code client_max_body_size} in bytes; 0 lets any body pass
 * @param keepaliveTimeout {@code keepalive_timeout} of the upstream
 */
public record Overrides(
        @Nullable Duration proxyReadTimeout,
        @Nullable Duration proxySendTimeout,
        @Nullable Duration proxyConnectTimeout,
        @Nullable Long proxyBufferSize,
        @Nullable Long clientMaxBodySize,
        @Nullable Duration keepaliveTimeout) {

    private static final Overrides NONE = new Overrides(null, null, null, null, null, null);

    /** {@return nothing set by hand} */
    public static Overrides none() {
        return NONE;
    }

    /**
     * {@return whether anything was set by hand} Field by field: the first comparison of two records costs a start twenty classes that the
     * JVM makes for it.
     */
    public boolean any() {
        return proxyReadTimeout != null
                || proxySendTimeout != null
                || proxyConnectTimeout != null
                || proxyBufferSize != null
                || clientMaxBodySize != null
                || keepaliveTimeout != null;
    }

    /**
     * {@return the limits with every value set by hand in place of the one read}
     *
     * @param read the limits of the configuration, or nginx's defaults
     */
    public Limits over(Limits read) {
        if (!any()) {
            return read;
        }
        return new Limits(
                either(proxyReadTimeout, "proxy_read_timeout", read.proxyReadTimeout()),
                either(proxySendTimeout, "proxy_send_timeout", read.proxySendTimeout()),
                either(proxyConnectTimeout, "proxy_connect_timeout", read.proxyConnectTimeout()),
                either(keepaliveTimeout, "keepalive_timeout", read.keepaliveTimeout()),
                either(proxyBufferSize, "proxy_buffer_size", read.proxyBufferSize()),
                either(clientMaxBodySize, "client_max_body_size", read.clientMaxBodySize()),
                read.handedOn());
    }

    private static <T> Sourced<T> either(@Nullable T set, String key, Sourced<T> read) {
        return set == null ? read : new Sourced<>(set, "setting " + key);
    }
}
