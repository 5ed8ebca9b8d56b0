package dev.gatewayhealth.exchange;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * The socket an exchange arrived on: its own two ends, never what a proxy header or a valve makes of them.
 *
 * @param local our end; null on a unix socket
 * @param remote the gateway's end; null on a unix socket
 * @param unixPath the path of the listening unix socket, or null over TCP
 */
public record Connection(
        @Nullable InetSocketAddress local,
        @Nullable InetSocketAddress remote,
        @Nullable String unixPath) {

    /**
     * {@return a connection over TCP}
     *
     * @param local our end
     * @param remote the gateway's end
     */
    public static Connection tcp(InetSocketAddress local, InetSocketAddress remote) {
        return new Connection(local, remote, null);
    }

    /**
     * {@return a connection to a unix socket}
     *
     * @param path of the listening socket
     */
    public static Connection unix(String path) {
        return new Connection(null, null, path);
    }
}
