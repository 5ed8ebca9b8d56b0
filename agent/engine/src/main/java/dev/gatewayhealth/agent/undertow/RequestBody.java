package dev.gatewayhealth.agent.undertow;

import dev.gatewayhealth.agent.server.Copy;
import dev.gatewayhealth.agent.server.Reach;
import java.nio.ByteBuffer;

/**
 * How much of a request body of declared length has come over an HTTP/1.1 connection: the conduit at its source counts what the
 * application has not taken, and what came together with the header lies in a buffer of the connection.
 */
final class RequestBody {

    private final Class<?> connectionType;
    private final Class<?> fixedLength;
    private final Reach channel;
    private final Reach extraBytes;
    private final Reach buffer;
    private final Reach sourceChannel;
    private final Reach conduit;
    private final Reach remaining;

    RequestBody(Copy undertow) throws ReflectiveOperationException {
        connectionType = undertow.type("io.undertow.server.AbstractServerConnection");
        channel = Reach.method(connectionType, "getChannel");
        extraBytes = Reach.method(connectionType, "getExtraBytes");
        buffer = Reach.method(undertow.type("io.undertow.connector.PooledByteBuffer"), "getBuffer");
        sourceChannel = Reach.method(undertow.type("org.xnio.StreamConnection"), "getSourceChannel");
        conduit = Reach.method(undertow.type("org.xnio.conduits.ConduitStreamSourceChannel"), "getConduit");
        fixedLength = undertow.type("io.undertow.conduits.FixedLengthStreamSourceConduit");
        remaining = Reach.method(fixedLength, "getRemaining");
    }

    /** What is still to come, or -1 if that cannot be told: over HTTP/2, or behind a conduit of somebody else's. */
    long unread(Object connection) {
        if (!connectionType.isInstance(connection)) {
            return -1;
        }
        Object itsChannel = channel.of(connection);
        Object source = itsChannel == null ? null : sourceChannel.of(itsChannel);
        Object reading = source == null ? null : conduit.of(source);
        if (!fixedLength.isInstance(reading)) {
            return -1;
        }
        Object pooled = extraBytes.of(connection);
        Object bytes = pooled == null ? null : buffer.of(pooled);
        int here = bytes instanceof ByteBuffer early ? early.remaining() : 0;
        return Math.max(0, remaining.number(reading) - here);
    }
}
