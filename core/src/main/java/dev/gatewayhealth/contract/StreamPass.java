package dev.gatewayhealth.contract;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A server of nginx's {@code stream} module, which hands connections on byte by byte and knows nothing of requests.
 *
 * @param url what stands behind its {@code proxy_pass}
 * @param at where it is written, {@code nginx.conf:31}
 * @param listen where its server listens, as it is written behind {@code listen}; empty where nothing is
 * @param connects how long nginx waits for a connection ({@code proxy_connect_timeout})
 * @param idles after how long without a byte from either side nginx closes both connections ({@code proxy_timeout})
 * @param encryptedAt where {@code proxy_ssl on} is written, null where it is not
 * @param announcedAt where {@code proxy_protocol on} is written, which sends a line of its own before the first byte; null where it is not
 * @param peers none where the address depends on the connection
 */
public record StreamPass(
        String url,
        String at,
        String listen,
        Sourced<Duration> connects,
        Sourced<Duration> idles,
        @Nullable String encryptedAt,
        @Nullable String announcedAt,
        List<Peer> peers) {

    /**
     * Keeps a copy of the collection.
     *
     * @param url see {@link #url()}
     * @param at see {@link #at()}
     * @param listen see {@link #listen()}
     * @param connects see {@link #connects()}
     * @param idles see {@link #idles()}
     * @param encryptedAt see {@link #encryptedAt()}
     * @param announcedAt see {@link #announcedAt()}
     * @param peers copied
     */
    public StreamPass {
        peers = List.copyOf(peers);
    }

    /**
     * {@return whether it ends at that listener of ours}
     *
     * @param listening a place where this service takes connections
     */
    public boolean leadsTo(Listening listening) {
        for (Peer peer : peers) {
            if (peer.leadsTo(listening)) {
                return true;
            }
        }
        return false;
    }

    /**
     * {@return what binds a request that comes through it, named by where it listens: {@code stream 8443}}
     *
     * @param overrides what was set by hand, above the configuration
     */
    public Location location(Overrides overrides) {
        String name = listen.isEmpty() ? "stream" : "stream " + listen;
        return new Location(name, "", at, overrides.over(Limits.handedOn(idles, connects)));
    }

    /** {@return whether it ends at a listener of ours} */
    public boolean ours() {
        for (Peer peer : peers) {
            if (peer.ours()) {
                return true;
            }
        }
        return false;
    }
}
