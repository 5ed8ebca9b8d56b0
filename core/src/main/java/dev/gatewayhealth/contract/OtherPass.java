package dev.gatewayhealth.contract;

import java.util.List;

/**
 * A location that leads to an upstream in another protocol than a {@code proxy_pass}.
 *
 * @param directive {@code fastcgi_pass}, {@code uwsgi_pass}, {@code scgi_pass}, {@code memcached_pass} or {@code grpc_pass}
 * @param url what stands behind it
 * @param location as the configuration writes it
 * @param at where it is written, {@code nginx.conf:31}
 * @param peers the addresses behind it; empty where they depend on the request
 */
public record OtherPass(String directive, String url, String location, String at, List<Peer> peers) {

    /**
     * Keeps a copy of the collection.
     *
     * @param directive see {@link #directive()}
     * @param url see {@link #url()}
     * @param location see {@link #location()}
     * @param at see {@link #at()}
     * @param peers copied
     */
    public OtherPass {
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
}
