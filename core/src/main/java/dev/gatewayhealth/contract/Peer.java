package dev.gatewayhealth.contract;

import org.jspecify.annotations.Nullable;

/**
 * One address a location proxies to.
 *
 * @param host lower case, without brackets, empty for a unix socket
 * @param port 0 for a unix socket
 * @param unixPath the socket's path, null for TCP
 * @param at where it is written, {@code nginx.conf:12}
 * @param ours whether this service listens there
 * @param local whether it is an address of this machine, for certain
 * @param backup whether nginx uses it only when the others fail
 * @param down whether nginx never uses it
 * @param maxFails after how many failures within the timeout nginx leaves it alone, 0 for never ({@code max_fails})
 * @param failTimeoutMillis how long that counts, and how long nginx then leaves it alone ({@code fail_timeout})
 * @param maxConns how many requests nginx sends there at once, 0 for any number ({@code max_conns})
 * @param counters how many count them each for itself: 1 where the workers share a {@code zone}, else {@code worker_processes}; 0 where
 *     that is not known
 */
public record Peer(
        String host,
        int port,
        @Nullable String unixPath,
        String at,
        boolean ours,
        boolean local,
        boolean backup,
        boolean down,
        int maxFails,
        long failTimeoutMillis,
        int maxConns,
        int counters) {

    /** {@return as it is written behind {@code server}: {@code 127.0.0.1:8080}, {@code unix:/run/app.sock}} */
    public String address() {
        if (unixPath != null) {
            return "unix:" + unixPath;
        }
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }

    /** {@return whether only this machine itself can connect there} */
    public boolean loopback() {
        return unixPath != null || host.startsWith("127.") || host.equals("::1") || host.equals("localhost");
    }

    /**
     * {@return whether it is that listener of ours}
     *
     * @param listening a place where this service takes connections
     */
    public boolean leadsTo(Listening listening) {
        return ours
                && (unixPath != null
                        ? unixPath.equals(listening.unixPath())
                        : listening.unixPath() == null && port == listening.port());
    }
}
