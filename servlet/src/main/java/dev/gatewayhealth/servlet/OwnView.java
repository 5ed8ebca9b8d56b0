package dev.gatewayhealth.servlet;

import dev.gatewayhealth.exchange.BodyStream;
import dev.gatewayhealth.exchange.Connection;
import dev.gatewayhealth.exchange.RequestView;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request through the servlet API, which promises nothing to other threads: so the request is held while it is read, and its
 * own thread, should it end just then, waits those few microseconds before the container takes the request apart.
 *
 * <p>Addresses are what the container says they are. A {@code RemoteIpValve} or its like puts the client's there, which is why
 * {@link #ownEnds} is not claimed.
 */
enum OwnView implements RequestView {
    ONLY;

    @Override
    public @Nullable String method(Object request) {
        return read(request, HttpServletRequest::getMethod);
    }

    @Override
    public @Nullable String path(Object request) {
        return read(request, HttpServletRequest::getRequestURI);
    }

    @Override
    public @Nullable String protocol(Object request) {
        return read(request, HttpServletRequest::getProtocol);
    }

    @Override
    public @Nullable String header(Object request, String name) {
        return read(request, its -> name.equals(Forwarded.HEADER) ? Forwarded.orTakenOut(its) : its.getHeader(name));
    }

    /** A filter does not see the body arrive, so none has a length that is known; whether it is waited for, the thread's stack tells. */
    @Override
    public long bodyExpected(Object request) {
        return Boolean.TRUE.equals(read(request, OwnView::hasBody)) ? -1 : 0;
    }

    private static boolean hasBody(HttpServletRequest request) {
        return request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
    }

    @Override
    public long bodyReceived(Object request) {
        return 0;
    }

    @Override
    public @Nullable BodyStream bodyStream(Object request) {
        return new BodyStream(ServletInputStream.class, container(request).getClassLoader());
    }

    /** A class that sees those of the container. */
    static Class<?> container(Object request) {
        return ((FollowedResponse) request).request().getClass();
    }

    @Override
    public boolean delivered(Object request, @Nullable Object connection) {
        FollowedResponse response = (FollowedResponse) request;
        return Boolean.TRUE.equals(read(request, its -> response.isBeyondSight()));
    }

    @Override
    public @Nullable Connection connection(Object connection) {
        return read(connection, OwnView::ends);
    }

    @Override
    public boolean ownEnds() {
        return false;
    }

    private static @Nullable Connection ends(HttpServletRequest request) {
        InetSocketAddress local = address(request.getLocalAddr(), request.getLocalPort());
        InetSocketAddress remote = address(request.getRemoteAddr(), request.getRemotePort());
        return local == null || remote == null ? null : Connection.tcp(local, remote);
    }

    /** Only for what is written as an address: a name would be looked up. */
    private static @Nullable InetSocketAddress address(@Nullable String text, int port) {
        if (text == null || text.isEmpty() || port <= 0 || port > 0xffff || !isLiteral(text)) {
            return null;
        }
        try {
            return new InetSocketAddress(InetAddress.getByName(text), port);
        } catch (UnknownHostException e) {
            return null;
        }
    }

    private static boolean isLiteral(String text) {
        return text.indexOf(':') >= 0 || Character.digit(text.charAt(text.length() - 1), 10) >= 0;
    }

    private static <T> @Nullable T read(Object request, Function<HttpServletRequest, @Nullable T> what) {
        FollowedResponse response = (FollowedResponse) request;
        if (!response.hold()) {
            return null;
        }
        try {
            return what.apply(response.request());
        } finally {
            response.release();
        }
    }
}
