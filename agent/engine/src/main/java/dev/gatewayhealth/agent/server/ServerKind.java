package dev.gatewayhealth.agent.server;

import dev.gatewayhealth.exchange.RequestView;
import dev.gatewayhealth.report.Report;
import org.jspecify.annotations.Nullable;

/** One kind of server, as far as its objects have to be understood outside woven code. Any thread may call it. */
public interface ServerKind {

    /**
     * {@return how to read this server's request objects from another thread; null for a request that is nobody's traffic}
     *
     * @param request the server's request object
     */
    @Nullable
    RequestView view(Object request);

    /**
     * Answers a request that asks for the health endpoint, on the connector itself.
     *
     * @param request the server's request object
     * @param connection what the request's lane was bound to
     * @param poll asks the endpoint
     * @return whether it did; if not, the request is the application's
     */
    boolean answer(Object request, @Nullable Object connection, Poll poll);

    /**
     * Sets a field in the header of a response that is about to be handed to the connection; on the thread that does so.
     *
     * @param response what the server's points say with {@code SAYING}
     * @param name of the field
     * @param value without line breaks
     */
    default void stamp(Object response, String name, String value) {}

    /**
     * A connection has what it reads from and writes to; where these have to be told whose they are, this does it.
     *
     * @param connection that was just made
     */
    default void connected(Object connection) {}

    /**
     * The same connection, where what is spoken on it cannot be followed: then the report says so, for silence would be taken for health.
     *
     * @param connection that was just made
     * @return a row of the report's hooks; null for nothing, and for what was told before
     */
    default Report.@Nullable Hook unfollowed(Object connection) {
        return null;
    }

    /**
     * What a listener that has just opened is.
     *
     * @param listener the server's own
     * @return null for a part of one, whose port is still to come
     */
    @Nullable
    OpenListener listener(Object listener);

    /**
     * {@return whether that server, or part of one, is about to stop for good; asked by the thread that stops it}
     *
     * @param server the object that stops
     */
    default boolean stops(Object server) {
        return true;
    }
}
