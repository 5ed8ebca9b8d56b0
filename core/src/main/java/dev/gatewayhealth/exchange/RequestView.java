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

    /**
     * {@return the method as it was sent}
     *
     * @param request the container's request object
     */
    @Nullable
    String method(Object request);

    /**
     * {@return the path as the service received it, raw, without the query}
     *
     * @param request the container's request object
     */
    @Nullable
    String path(Object request);

    /**
     * {@return {@code HTTP/1.0}, {@code HTTP/1.1} or {@code HTTP/2.0}}
     *
     * @param request the container's request object
     */
    @Nullable
    String protocol(Object request);

    /**
     * {@return the first value of a header} {@code host} stands for {@code :authority} too.
     *
     * @param request the container's request object
     * @param name in any case
     */
    @Nullable
    String header(Object request, String name);

    /**
     * {@return the declared length of the request body in bytes: 0 without one, -1 when it is not known (chunked)}
     *
     * @param request the container's request object
     */
    long bodyExpected(Object request);

    /**
     * {@return how much of the request body the service has taken so far, in bytes}
     *
     * @param request the container's request object
     */
    long bodyReceived(Object request);

    /**
     * {@return how much of it the container holds and the service has not asked for yet, in bytes} It means nothing while a read of it
     * waits for the gateway.
     *
     * @param request the container's request object
     */
    default long bodyHeld(Object request) {
        return 0;
    }

    /**
     * {@return what its thread stands in while it waits for more of the body, where the container itself does not tell; null where {@link
     * Exchange#reading} does}
     *
     * @param request the container's request object
     */
    default @Nullable BodyStream bodyStream(Object request) {
        return null;
    }

    /**
     * {@return whether all of the response has been handed to the connection, even if the service still runs}
     *
     * @param request the container's request object
     * @param connection the container's connection, as it was handed over with the request
     */
    boolean delivered(Object request, @Nullable Object connection);

    /**
     * {@return whether the response to this request has a body at all: none has that to HEAD, nor a 204 or 304}
     *
     * @param request the container's request object
     */
    default boolean bodyOwed(Object request) {
        return !"HEAD".equals(method(request));
    }

    /**
     * {@return whether a request for which the server's code has returned without an answer may still get one, or none, from the server
     * itself, which then ends the exchange}
     *
     * @param request the container's request object
     */
    default boolean mayBeAnswered(Object request) {
        return false;
    }

    /**
     * {@return the ends of the connection, or null when they cannot be had (any more)}
     *
     * @param connection the container's connection, as it was handed over with the request
     */
    @Nullable
    Connection connection(Object connection);

    /**
     * {@return whether the other end of the connection has closed it, asked of the socket at this moment without reading from it}
     *
     * @param connection the container's connection, as it was handed over with the request
     */
    default OtherEnd otherEnd(Object connection) {
        return OtherEnd.UNTOLD;
    }

    /**
     * {@return how long the connection had carried nothing when the request on it came, in nanoseconds; -1 where nobody keeps that}
     *
     * @param connection the container's connection, as it was handed over with the request
     */
    default long idleNanos(Object connection) {
        return -1;
    }

    /**
     * {@return whether those ends are certainly the socket's own} Where a proxy header or a valve may have put others in their place, a
     * connection that the kernel does not know proves nothing until it has been seen there once.
     */
    default boolean ownEnds() {
        return true;
    }
}
