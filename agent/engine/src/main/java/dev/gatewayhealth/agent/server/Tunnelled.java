package dev.gatewayhealth.agent.server;

import dev.gatewayhealth.exchange.RequestView;

/** Reads the requests of a kind of server whose connections are still followed when they carry another protocol, as a WebSocket. */
public interface Tunnelled extends RequestView {

    /**
     * Has what happens on that connection from now on told to this lane, its end as well.
     *
     * @param connection the server's connection
     * @param lane of the request that asked for it
     * @return whether it will be; if not, the request is over
     */
    boolean carry(Object connection, Lane lane);
}
