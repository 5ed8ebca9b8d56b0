package dev.gatewayhealth.agent.jetty;

import dev.gatewayhealth.agent.server.Asked;
import dev.gatewayhealth.agent.server.HungUp;
import dev.gatewayhealth.agent.server.Lane;
import dev.gatewayhealth.agent.server.LaneField;
import dev.gatewayhealth.agent.server.SocketEnds;
import dev.gatewayhealth.agent.server.Tunnelled;
import dev.gatewayhealth.exchange.Connection;
import dev.gatewayhealth.exchange.OtherEnd;
import java.nio.channels.Channel;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the channel that runs a request, and the end point it came over. */
final class JettyView implements Tunnelled {

    private final JettyTypes types;
    private final JettySocket sockets = new JettySocket();

    JettyView(JettyTypes types) {
        this.types = types;
    }

    @Override
    public @Nullable String method(Object channel) {
        Object data = types.data(channel);
        return data == null ? null : (String) types.method.of(data);
    }

    @Override
    public @Nullable String path(Object channel) {
        Object uri = types.uri(channel);
        return uri == null ? null : (String) types.path.of(uri);
    }

    @Override
    public @Nullable String protocol(Object channel) {
        Object data = types.data(channel);
        Object version = data == null ? null : types.version.of(data);
        return version == null ? null : (String) types.versionName.of(version);
    }

    @Override
    public @Nullable String header(Object channel, String name) {
        String value = types.header(channel, name);
        if (value == null && name.toLowerCase(Locale.ROOT).equals("host")) {
            // HTTP/2 has :authority, which is part of the URI here.
            Object uri = types.uri(channel);
            return uri == null ? null : (String) types.authority.of(uri);
        }
        return value;
    }

    /** Only where it can be told how much of it has come; elsewhere as if it were chunked. */
    @Override
    public long bodyExpected(Object channel) {
        Object data = types.data(channel);
        long declared = data == null ? 0 : types.contentLength.number(data);
        boolean told = types.received(channel) >= 0;
        if (declared >= 0) {
            return declared == 0 || told ? declared : -1;
        }
        // Over HTTP/2 a body needs no header at all, but what has one says what it is.
        return header(channel, told ? "Transfer-Encoding" : "Content-Type") == null ? 0 : -1;
    }

    /** What lies in the buffer may be the next request already. */
    @Override
    public long bodyReceived(Object channel) {
        Object data = types.data(channel);
        long declared = data == null ? 0 : types.contentLength.number(data);
        return Math.min(Math.max(0, declared), Math.max(0, types.received(channel)));
    }

    @Override
    public boolean delivered(Object channel, @Nullable Object endPoint) {
        return types.sentAll(channel);
    }

    @Override
    public @Nullable Connection connection(Object endPoint) {
        return SocketEnds.of(sockets.of(endPoint));
    }

    @Override
    public boolean carry(Object endPoint, Lane lane) {
        Object interest = new Asked(endPoint).field("_fillInterest").object();
        return interest != null && LaneField.put(interest, lane) && LaneField.put(endPoint, lane);
    }

    @Override
    public OtherEnd otherEnd(Object endPoint) {
        Channel socket = sockets.of(endPoint);
        return socket == null ? OtherEnd.UNTOLD : HungUp.of(socket);
    }
}
