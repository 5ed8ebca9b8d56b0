package dev.gatewayhealth.spring;

import dev.gatewayhealth.exchange.Connection;
import dev.gatewayhealth.exchange.RequestView;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * Reads a request of a service without servlets, which is immutable and belongs to nobody else afterwards. Addresses are what the server says
 * they are; forwarded headers may have put the client's there, which is why {@link #ownEnds} is not claimed.
 */
enum ReactiveView implements RequestView {
    ONLY;

    @Override
    public @Nullable String method(Object request) {
        return its(request).getMethod().name();
    }

    @Override
    public @Nullable String path(Object request) {
        return its(request).getURI().getRawPath();
    }

    /** Spring does not tell. */
    @Override
    public @Nullable String protocol(Object request) {
        return null;
    }

    @Override
    public @Nullable String header(Object request, String name) {
        return its(request).getHeaders().getFirst(name);
    }

    /** As in a servlet filter, the gateway's clock is taken to run from the beginning: nginx sends a body in one go. */
    @Override
    public long bodyExpected(Object request) {
        return 0;
    }

    @Override
    public long bodyReceived(Object request) {
        return 0;
    }

    @Override
    public boolean delivered(Object request, @Nullable Object connection) {
        return false;
    }

    @Override
    public @Nullable Connection connection(Object connection) {
        ServerHttpRequest request = its(connection);
        InetSocketAddress local = request.getLocalAddress();
        InetSocketAddress remote = request.getRemoteAddress();
        return local == null || remote == null || local.isUnresolved() || remote.isUnresolved()
                ? null
                : Connection.tcp(local, remote);
    }

    @Override
    public boolean ownEnds() {
        return false;
    }

    private static ServerHttpRequest its(Object request) {
        return ((ReactiveExchange) request).request();
    }
}
