package dev.gatewayhealth.agent.helidon;

import dev.gatewayhealth.agent.server.Asked;
import dev.gatewayhealth.agent.server.HungUp;
import dev.gatewayhealth.agent.server.Lane;
import dev.gatewayhealth.agent.server.LaneField;
import dev.gatewayhealth.agent.server.SocketEnds;
import dev.gatewayhealth.agent.server.Tunnelled;
import dev.gatewayhealth.exchange.BodyStream;
import dev.gatewayhealth.exchange.Connection;
import dev.gatewayhealth.exchange.OtherEnd;
import java.nio.channels.Channel;
import org.jspecify.annotations.Nullable;

/** Reads a request of Helidon; its response stands for the connection, which it knows. */
final class HelidonView implements Tunnelled {

    private final HelidonTypes types;

    HelidonView(HelidonTypes types) {
        this.types = types;
    }

    @Override
    public @Nullable String method(Object request) {
        Object its = HelidonTypes.through(types.prologue, request, types.method);
        return its == null ? null : (String) types.methodText.of(its);
    }

    @Override
    public @Nullable String path(Object request) {
        Object its = HelidonTypes.through(types.prologue, request, types.uri);
        return its == null ? null : (String) types.rawPath.of(its);
    }

    @Override
    public @Nullable String protocol(Object request) {
        String raw = (String) HelidonTypes.through(types.prologue, request, types.rawProtocol);
        return "HTTP/2".equals(raw) ? "HTTP/2.0" : raw;
    }

    @Override
    public @Nullable String header(Object request, String name) {
        return types.header(request, name);
    }

    /** How much of it has arrived is not asked, so none has a length that is known; whether it is waited for, the thread's stack tells. */
    @Override
    public long bodyExpected(Object request) {
        String length = header(request, "Content-Length");
        boolean declared = length != null && !length.equals("0");
        return declared || header(request, "Transfer-Encoding") != null ? -1 : 0;
    }

    @Override
    public long bodyReceived(Object request) {
        return 0;
    }

    @Override
    public @Nullable BodyStream bodyStream(Object request) {
        return types.bodyStream;
    }

    @Override
    public boolean delivered(Object request, @Nullable Object response) {
        return response != null && Boolean.TRUE.equals(types.sent.of(response));
    }

    @Override
    public @Nullable Connection connection(Object response) {
        return SocketEnds.of(socket(response));
    }

    @Override
    public OtherEnd otherEnd(Object response) {
        return socket(response) instanceof Channel channel ? HungUp.of(channel) : OtherEnd.UNTOLD;
    }

    @Override
    public boolean carry(Object response, Lane lane) {
        Asked connection = new Asked(response).field("ctx");
        Object reader = connection.field("reader").object();
        Object writer = connection.field("writer").object();
        return reader != null && writer != null && LaneField.put(reader, lane) && LaneField.put(writer, lane);
    }

    /** Of whatever knows its connection. */
    static @Nullable Object socket(Object response) {
        return new Asked(response).field("ctx").field("socket").object();
    }
}
