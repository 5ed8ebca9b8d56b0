package dev.gatewayhealth.agent.liberty;

import dev.gatewayhealth.agent.server.Asked;
import dev.gatewayhealth.agent.server.HungUp;
import dev.gatewayhealth.agent.server.Lane;
import dev.gatewayhealth.agent.server.LaneField;
import dev.gatewayhealth.agent.server.Tunnelled;
import dev.gatewayhealth.exchange.Connection;
import dev.gatewayhealth.exchange.OtherEnd;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/** Reads a service context of Liberty's HTTP channel, which has both the request and its connection. */
final class LibertyView implements Tunnelled {

    private final LibertyTypes types;

    LibertyView(LibertyTypes types) {
        this.types = types;
    }

    @Override
    public @Nullable String method(Object context) {
        return (String) types.method.of(message(context));
    }

    @Override
    public @Nullable String path(Object context) {
        return (String) types.uri.of(message(context));
    }

    @Override
    public @Nullable String protocol(Object context) {
        return (String) types.version.of(message(context));
    }

    @Override
    public @Nullable String header(Object context, String name) {
        return types.header(message(context), name);
    }

    /** How much of it has arrived is not asked, so none has a length that is known; whether it is waited for is told. */
    @Override
    public long bodyExpected(Object context) {
        boolean declared = types.bodyLength.number(message(context)) > 0;
        return declared || header(context, "Transfer-Encoding") != null ? -1 : 0;
    }

    @Override
    public long bodyReceived(Object context) {
        return 0;
    }

    @Override
    public boolean delivered(Object context, @Nullable Object connection) {
        return Boolean.TRUE.equals(types.sent.of(context));
    }

    @Override
    public @Nullable Connection connection(Object context) {
        InetSocketAddress local = address(types.localAddress.of(context), types.localPort.number(context));
        InetSocketAddress remote = address(types.remoteAddress.of(context), types.remotePort.number(context));
        return local == null || remote == null ? null : Connection.tcp(local, remote);
    }

    @Override
    public OtherEnd otherEnd(Object context) {
        Object socket = channel(context).method("getSocket").object();
        return socket instanceof Socket open && open.getChannel() != null
                ? HungUp.of(open.getChannel())
                : OtherEnd.UNTOLD;
    }

    @Override
    public boolean carry(Object context, Lane lane) {
        Object its = channel(context).object();
        return its != null && LaneField.put(its, lane);
    }

    /** What reads and writes the connection's socket. */
    private Asked channel(Object context) {
        return new Asked(types.transport.of(context)).method("getSocketIOChannel");
    }

    private Object message(Object context) {
        Object message = types.request.of(context);
        if (message == null) {
            throw new IllegalStateException("a context without a request");
        }
        return message;
    }

    private static @Nullable InetSocketAddress address(@Nullable Object host, long port) {
        return host instanceof InetAddress known ? new InetSocketAddress(known, (int) port) : null;
    }
}
