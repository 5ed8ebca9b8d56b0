package dev.gatewayhealth.agent.grizzly;

import dev.gatewayhealth.agent.server.HungUp;
import dev.gatewayhealth.agent.server.SocketEnds;
import dev.gatewayhealth.exchange.Connection;
import dev.gatewayhealth.exchange.OtherEnd;
import dev.gatewayhealth.exchange.RequestView;
import java.nio.channels.Channel;
import org.jspecify.annotations.Nullable;

/** Reads a {@code Request} of Grizzly's HTTP server and its {@code NIOConnection}. */
final class GrizzlyView implements RequestView {

    private final GrizzlyTypes types;

    GrizzlyView(GrizzlyTypes types) {
        this.types = types;
    }

    @Override
    public @Nullable String method(Object request) {
        return types.text(types.method.of(packet(request)));
    }

    @Override
    public @Nullable String path(Object request) {
        Object target = types.target.of(packet(request));
        return target == null ? null : types.text(types.path.of(target));
    }

    @Override
    public @Nullable String protocol(Object request) {
        return types.text(types.protocol.of(packet(request)));
    }

    @Override
    public @Nullable String header(Object request, String name) {
        return types.header(types.headers.of(packet(request)), name);
    }

    @Override
    public long bodyExpected(Object request) {
        Object packet = packet(request);
        return Boolean.TRUE.equals(types.chunked.of(packet)) ? -1 : Math.max(0, types.bodyLength.number(packet));
    }

    @Override
    public long bodyReceived(Object request) {
        Object packet = packet(request);
        long unread = GrizzlyTypes.unread(packet);
        return unread < 0 ? 0 : Math.max(0, types.bodyLength.number(packet) - unread);
    }

    /** Told when it happens: by then the request is over. */
    @Override
    public boolean delivered(Object request, @Nullable Object connection) {
        return false;
    }

    @Override
    public @Nullable Connection connection(Object connection) {
        return SocketEnds.of(types.channel.of(connection));
    }

    @Override
    public OtherEnd otherEnd(Object connection) {
        return types.channel.of(connection) instanceof Channel socket ? HungUp.of(socket) : OtherEnd.UNTOLD;
    }

    private Object packet(Object request) {
        Object packet = types.packet.of(request);
        if (packet == null) {
            throw new IllegalStateException("The request is over");
        }
        return packet;
    }
}
