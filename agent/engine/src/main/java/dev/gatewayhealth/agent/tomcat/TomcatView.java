package dev.gatewayhealth.agent.tomcat;

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

/** Reads a {@code org.apache.coyote.Request} and the socket wrapper it is bound to. */
final class TomcatView implements Tunnelled {

    private final CoyoteTypes types;

    TomcatView(CoyoteTypes types) {
        this.types = types;
    }

    @Override
    public @Nullable String method(Object request) {
        return types.text(types.method.of(request));
    }

    @Override
    public @Nullable String path(Object request) {
        return types.text(types.requestUri.of(request));
    }

    @Override
    public @Nullable String protocol(Object request) {
        return types.text(types.protocol.of(request));
    }

    @Override
    public @Nullable String header(Object request, String name) {
        String value = types.header(types.headers.of(request), name);
        if (value == null && name.toLowerCase(Locale.ROOT).equals("host")) {
            // HTTP/2 has :authority, which Tomcat keeps apart.
            return types.text(types.serverName.of(request));
        }
        return value;
    }

    @Override
    public long bodyExpected(Object request) {
        long declared = types.contentLength.number(request);
        if (declared >= 0) {
            return declared;
        }
        Object headers = types.headers.of(request);
        return types.header(headers, "Transfer-Encoding") == null ? 0 : -1;
    }

    @Override
    public long bodyReceived(Object request) {
        return types.bytesRead.number(request);
    }

    @Override
    public long bodyHeld(Object request) {
        return types.bodyHeld(request);
    }

    @Override
    public boolean delivered(Object request, @Nullable Object connection) {
        Object response = types.response.of(request);
        if (response == null || connection == null) {
            return false;
        }
        long declared = types.responseLength.number(response);
        return declared >= 0
                && types.responseWritten.number(response) >= declared
                && Boolean.FALSE.equals(types.hasDataToWrite.of(connection));
    }

    /** Where there is none, also where a file is sent by the kernel, Tomcat has put a filter in that sends nothing. */
    @Override
    public boolean bodyOwed(Object request) {
        Object response = types.response.of(request);
        return response != null && !types.sendsNothing(response);
    }

    /** Over HTTP/1.1 an error page comes after the adapter has returned, and whatever comes, the request is recycled then. */
    @Override
    public boolean mayBeAnswered(Object request) {
        Object response = types.response.of(request);
        return response != null && types.overHttp1(response);
    }

    @Override
    public @Nullable Connection connection(Object connection) {
        return SocketEnds.of(types.channel(connection));
    }

    @Override
    public OtherEnd otherEnd(Object connection) {
        return types.channel(connection) instanceof Channel channel ? HungUp.of(channel) : OtherEnd.UNTOLD;
    }

    /** The socket's wrapper stays what it was; the processor, whose lane it had, goes on to other connections. */
    @Override
    public boolean carry(Object connection, Lane lane) {
        return LaneField.put(connection, lane);
    }

    @Override
    public long idleNanos(Object connection) {
        long last = types.lastWriteMillis(connection);
        return last <= 0 ? -1 : Math.max(0, System.currentTimeMillis() - last) * 1_000_000;
    }
}
