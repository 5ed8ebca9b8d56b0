package dev.gatewayhealth.contract;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One {@code proxy_pass}, as far as it decides more than the limits of a request.
 *
 * @param location where it stands, with its limits
 * @param at where it is written, {@code nginx.conf:31}
 * @param serverAt where its {@code server} block is written
 * @param group the name of the upstream block, null where it names an address itself
 * @param groupAt where that block is written, empty without one
 * @param peers the addresses behind it; empty where they depend on the request
 * @param httpVersion {@code 1.0}, {@code 1.1} or {@code 2} ({@code proxy_http_version})
 * @param reuse whether nginx uses a connection for more than one request: it keeps a pool, speaks more than HTTP/1.0 and does not
 *     send {@code Connection: close}; unknown where that depends on the request
 * @param keepaliveRequests after how many requests nginx closes a connection itself
 * @param host the {@code Host} this service gets, null where it depends on the request
 * @param hostSet whether a {@code proxy_set_header Host} says so
 * @param nextUpstream when nginx tries another server ({@code proxy_next_upstream})
 * @param url what stands behind it, variables of a constant value put in; null where it depends on the request
 * @param expectAt where a {@code proxy_set_header} hands the client's {@code Expect} on over HTTP/1.1, null where none does: nginx takes it
 *     out by itself, and a service that answers it with 100 has answered, to nginx
 * @param requestHeaderBytes the most nginx takes of a request line and its header lines together
 */
public record Pass(
        Location location,
        String at,
        String serverAt,
        @Nullable String group,
        String groupAt,
        List<Peer> peers,
        Sourced<String> httpVersion,
        Sourced<Boolean> reuse,
        Sourced<Long> keepaliveRequests,
        @Nullable String host,
        boolean hostSet,
        List<String> nextUpstream,
        @Nullable String url,
        @Nullable String expectAt,
        Sourced<Long> requestHeaderBytes) {

    /**
     * Keeps copies of the collections.
     *
     * @param location see {@link #location()}
     * @param at see {@link #at()}
     * @param serverAt see {@link #serverAt()}
     * @param group see {@link #group()}
     * @param groupAt see {@link #groupAt()}
     * @param peers copied
     * @param httpVersion see {@link #httpVersion()}
     * @param reuse see {@link #reuse()}
     * @param keepaliveRequests see {@link #keepaliveRequests()}
     * @param host see {@link #host()}
     * @param hostSet see {@link #hostSet()}
     * @param nextUpstream copied
     * @param url see {@link #url()}
     * @param expectAt see {@link #expectAt()}
     * @param requestHeaderBytes see {@link #requestHeaderBytes()}
     */
    public Pass {
        peers = List.copyOf(peers);
        nextUpstream = List.copyOf(nextUpstream);
    }

    /** {@return whether it is known to end at this service} */
    public boolean ours() {
        for (Peer peer : peers) {
            if (peer.ours()) {
                return true;
            }
        }
        return false;
    }

    /** {@return whether nginx has another server to turn to} */
    public boolean hasAnother() {
        for (Peer peer : peers) {
            if (!peer.ours() && !peer.down()) {
                return true;
            }
        }
        return false;
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
}
