package dev.gatewayhealth.exchange;

import org.jspecify.annotations.Nullable;

/**
 * How one kind of container lets its request objects be read from another thread.
 *
 * <p>Containers recycle request objects, so whatever these methods return may belong to the next request, or be torn. The
 * caller looks at {@link Exchange#generation()} before and after and throws the answer away if it moved. For the same reason
 * an implementation only reads, never converts in place, and may throw anything.
 */
public interface RequestView {

    @Nullable
    String method(Object request);

    /** The path as the service received it: raw, without the query. */
    @Nullable
    String path(Object request);

    /** {@code HTTP/1.0}, {@code HTTP/1.1} or {@code HTTP/2.0}. */
    @Nullable
    String protocol(Object request);

    /** The first value of a header, by a name in any case; {@code host} stands for {@code :authority} too. */
    @Nullable
    String header(Object request, String name);

    /** The declared length of the request body: 0 without one, -1 when it is not known (chunked). */
    long bodyExpected(Object request);

    /** How much of the request body the service has taken so far. */
    long bodyReceived(Object request);

    /** How much of it the container holds and the service has not asked for yet; means nothing while a read of it waits for the gateway. */
    default long bodyHeld(Object request) {
        return 0;
    }

    /**
     * What its thread stands in while it waits for more of the body, where the container itself does not tell; null where {@link
     * Exchange#reading} does.
     */
    default @Nullable BodyStream bodyStream(Object request) {
        return null;
    }

    /** Whether all of the response has been handed to the connection, even if the service still runs. */
    boolean delivered(Object request, @Nullable Object connection);

    /** Whether the response to this request has a body at all: none has that to HEAD, nor a 204 or 304. */
    default boolean bodyOwed(Object request) {
        return !"HEAD".equals(method(request));
    }

    /**
     * Whether a request for which the server's code has returned without an answer may still get one, or none, from the server itself, which
     * then ends the exchange.
     */
    default boolean mayBeAnswered(Object request) {
        return false;
    }

    /** The ends of the connection, or null when they cannot be had (any more). */
    @Nullable
    Connection connection(Object connection);

    /** Whether the other end of the connection has closed it, asked of the socket at this moment without reading from it. */
    default OtherEnd otherEnd(Object connection) {
        return OtherEnd.UNTOLD;
    }

    /** How long the connection had carried nothing when the request on it came, in nanoseconds; -1 where nobody keeps that. */
    default long idleNanos(Object connection) {
        return -1;
    }

    /**
     * Whether those ends are certainly the socket's own. Where a proxy header or a valve may have put others in their place, a
     * connection that the kernel does not know proves nothing until it has been seen there once.
     */
    default boolean ownEnds() {
        return true;
    }
}
