package dev.gatewayhealth.agent.httpserver;

import dev.gatewayhealth.agent.server.HungUp;
import dev.gatewayhealth.agent.server.SocketEnds;
import dev.gatewayhealth.exchange.Connection;
import dev.gatewayhealth.exchange.OtherEnd;
import dev.gatewayhealth.exchange.RequestView;
import java.net.URI;
import java.nio.channels.Channel;
import org.jspecify.annotations.Nullable;

/** Reads an {@code ExchangeImpl} and its {@code HttpConnection}. */
final class ExchangeView implements RequestView {

    private final ServerTypes types;

    ExchangeView(ServerTypes types) {
        this.types = types;
    }

    @Override
    public @Nullable String method(Object exchange) {
        return (String) types.method.of(exchange);
    }

    @Override
    public @Nullable String path(Object exchange) {
        return types.uri.of(exchange) instanceof URI uri ? uri.getRawPath() : null;
    }

    @Override
    public @Nullable String protocol(Object exchange) {
        return (String) types.protocol.of(exchange);
    }

    @Override
    public @Nullable String header(Object exchange, String name) {
        return ServerTypes.first(types.requestHeaders.of(exchange), name);
    }

    @Override
    public long bodyExpected(Object exchange) {
        return types.requestLength.number(exchange);
    }

    /** What the application has read, and what lies read in the connection's buffer. */
    @Override
    public long bodyReceived(Object exchange) {
        long declared = types.requestLength.number(exchange);
        long unread = types.unread(exchange);
        return unread < 0 ? 0 : Math.max(0, declared - unread);
    }

    @Override
    public boolean delivered(Object exchange, @Nullable Object connection) {
        return Boolean.TRUE.equals(types.written.of(exchange));
    }

    @Override
    public @Nullable Connection connection(Object connection) {
        return SocketEnds.of(types.channel(connection));
    }

    @Override
    public OtherEnd otherEnd(Object connection) {
        return types.channel(connection) instanceof Channel channel ? HungUp.of(channel) : OtherEnd.UNTOLD;
    }

    /** Of a connection that was never idle yet the older JDKs keep no time. */
    @Override
    public long idleNanos(Object connection) {
        long since = types.idleSince.number(connection);
        long until = types.requestSince.number(connection);
        return since <= 0 || until < since ? -1 : (until - since) * 1_000_000;
    }
}
