package dev.gatewayhealth.agent.netty;

import dev.gatewayhealth.agent.server.Lane;
import dev.gatewayhealth.exchange.Exchanges;
import dev.gatewayhealth.report.HealthResponse;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * One request of a connection and its response, in their order; used again for the next. It is the request object that the engine sees,
 * since Netty has none that lasts. Touched by the event loop, except where the watchdog reads through {@link NettyView}.
 */
final class Turn {

    private static final VarHandle BODY;

    static {
        try {
            BODY = MethodHandles.lookup().findVarHandle(Turn.class, "body", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    final NettyTypes types;
    final Lane lane;

    /** The decoded head; the watchdog reads it too, after the exchange that it was begun with. */
    @Nullable
    Object message;

    /** Bytes of the request's body; the event loop writes, the watchdog reads. */
    private long body;

    /** Whether all of the request has come. */
    boolean received;

    /** What the response's header declared of its body and was not sent yet; below 0 if it declared nothing, or it cannot be told. */
    long owed;

    /** Whether all of the response was handed on towards the wire. */
    boolean delivered;

    /** Whether it became a tunnel for another protocol, and ends with the connection. */
    boolean tunnel;

    /** Whether the event loop is in the application's code with it, as far as is known. */
    boolean onLoop;

    /** What to answer if it asks for the endpoint; then there is no exchange. */
    @Nullable
    HealthResponse answer;

    /** The next one of the connection. */
    @Nullable
    Turn next;

    Turn(Exchanges exchanges, NettyTypes types) {
        this.types = types;
        this.lane = new Lane(exchanges, types.view(), this);
    }

    void start(Object head) {
        message = head;
        BODY.setOpaque(this, 0L);
        received = false;
        owed = -1;
        delivered = false;
        tunnel = false;
        onLoop = true;
        answer = null;
        next = null;
    }

    void bodyCame(int bytes) {
        BODY.setOpaque(this, body + bytes);
    }

    long body() {
        return (long) BODY.getOpaque(this);
    }
}
