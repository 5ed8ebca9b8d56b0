package dev.gatewayhealth.agent.undertow;

import dev.gatewayhealth.agent.server.HungUp;
import dev.gatewayhealth.agent.server.Lane;
import dev.gatewayhealth.agent.server.LaneField;
import dev.gatewayhealth.agent.server.Tunnelled;
import dev.gatewayhealth.exchange.Connection;
import dev.gatewayhealth.exchange.OtherEnd;
import java.net.InetSocketAddress;
import java.nio.channels.Channel;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** Reads an {@code HttpServerExchange} and its {@code ServerConnection}. */
final class UndertowView implements Tunnelled {

    private final UndertowTypes types;

    UndertowView(UndertowTypes types) {
        this.types = types;
    }

    @Override
    public @Nullable String method(Object exchange) {
        return text(types.method.of(exchange));
    }

    @Override
    public @Nullable String path(Object exchange) {
        // Of an absolute request target (RFC 9112 section 3.2.2) Undertow keeps the host in what it calls the URI.
        boolean absolute = Boolean.TRUE.equals(types.hostInUri.of(exchange));
        return text(absolute ? types.path.of(exchange) : types.requestUri.of(exchange));
    }

    @Override
    public @Nullable String protocol(Object exchange) {
        return text(types.protocol.of(exchange));
    }

    @Override
    public @Nullable String header(Object exchange, String name) {
        return types.header(types.requestHeaders.of(exchange), name);
    }

    /** Only where it can be told how much of it has come; elsewhere as if it were chunked. */
    @Override
    public long bodyExpected(Object exchange) {
        long declared = types.requestLength.number(exchange);
        if (declared >= 0) {
            return declared == 0 || received(exchange) || types.unread(exchange) >= 0 ? declared : -1;
        }
        if (header(exchange, "Transfer-Encoding") != null) {
            return -1;
        }
        boolean more = "HTTP/2.0".equals(protocol(exchange)) && !received(exchange);
        return more ? -1 : 0;
    }

    @Override
    public long bodyReceived(Object exchange) {
        long declared = Math.max(0, types.requestLength.number(exchange));
        if (received(exchange)) {
            return declared;
        }
        long unread = types.unread(exchange);
        return unread < 0 ? 0 : declared - unread;
    }

    private boolean received(Object exchange) {
        return Boolean.TRUE.equals(types.requestComplete.of(exchange));
    }

    @Override
    public boolean delivered(Object exchange, @Nullable Object connection) {
        return Boolean.TRUE.equals(types.responseComplete.of(exchange));
    }

    @Override
    public @Nullable Connection connection(Object connection) {
        Object local = types.localAddress.of(connection);
        Object remote = types.peerAddress.of(connection);
        return local instanceof InetSocketAddress ours && remote instanceof InetSocketAddress theirs
                ? Connection.tcp(ours, theirs)
                : null;
    }

    @Override
    public boolean carry(Object connection, Lane lane) {
        Object conduit = types.socket.conduit(connection);
        return conduit != null && LaneField.put(conduit, lane);
    }

    /** A socket that Undertow has shut for reading, because it wants no more of a request, looks as if the other end had left. */
    @Override
    public OtherEnd otherEnd(Object connection) {
        Channel channel = types.socket.of(connection);
        OtherEnd told = channel == null ? OtherEnd.UNTOLD : HungUp.of(channel);
        boolean shut = told == OtherEnd.GONE
                && channel instanceof SocketChannel plain
                && plain.socket().isInputShutdown();
        return shut ? OtherEnd.UNTOLD : told;
    }

    /** Each request has a lane of its own, but the conduit of responses keeps that of the last until the next has a header. */
    @Override
    public long idleNanos(Object connection) {
        Object conduit = types.responseConduit(connection);
        Lane last = conduit == null ? null : LaneField.of(conduit);
        return last == null ? -1 : last.idleNanos(System.nanoTime());
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
