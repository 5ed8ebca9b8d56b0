package dev.gatewayhealth.agent.netty;

import dev.gatewayhealth.agent.server.Asked;
import dev.gatewayhealth.agent.server.HungUp;
import dev.gatewayhealth.exchange.Connection;
import dev.gatewayhealth.exchange.OtherEnd;
import dev.gatewayhealth.exchange.RequestView;
import java.net.InetSocketAddress;
import java.nio.channels.Channel;
import org.jspecify.annotations.Nullable;

/** Reads a {@link Turn} and Netty's channel. */
final class NettyView implements RequestView {

    private final NettyTypes types;

    NettyView(NettyTypes types) {
        this.types = types;
    }

    @Override
    public String method(Object turn) {
        return types.method(message(turn));
    }

    @Override
    public String path(Object turn) {
        return RequestTarget.path(types.uri(message(turn)));
    }

    @Override
    public String protocol(Object turn) {
        return String.valueOf(types.protocol.of(message(turn)));
    }

    @Override
    public @Nullable String header(Object turn, String name) {
        return types.header(message(turn), name);
    }

    @Override
    public long bodyExpected(Object turn) {
        Object message = message(turn);
        if (types.header(message, "Transfer-Encoding") != null) {
            return -1;
        }
        String declared = types.header(message, "Content-Length");
        return declared == null ? 0 : Long.parseLong(declared.trim());
    }

    @Override
    public long bodyReceived(Object turn) {
        return ((Turn) turn).body();
    }

    /** The event loop says so itself, when it hands the last of it on. */
    @Override
    public boolean delivered(Object turn, @Nullable Object connection) {
        return false;
    }

    @Override
    public @Nullable Connection connection(Object channel) {
        Object local = types.localAddress.of(channel);
        Object remote = types.remoteAddress.of(channel);
        if (local instanceof InetSocketAddress ours && remote instanceof InetSocketAddress theirs) {
            return Connection.tcp(ours, theirs);
        }
        String path = local == null ? null : UnixPath.of(local);
        return path == null ? null : Connection.unix(path);
    }

    @Override
    public OtherEnd otherEnd(Object channel) {
        Asked its = new Asked(channel);
        if (its.field("ch").object() instanceof Channel jdk) {
            return HungUp.of(jdk);
        }
        Long descriptor = its.method("fd").number("intValue");
        return descriptor == null
                ? OtherEnd.UNTOLD
                : HungUp.of(descriptor.intValue(), () -> Boolean.TRUE.equals(types.isOpen.of(channel)));
    }

    private static Object message(Object turn) {
        Object message = ((Turn) turn).message;
        if (message == null) {
            throw new IllegalStateException("The request is over");
        }
        return message;
    }
}
