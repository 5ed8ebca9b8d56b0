package dev.gatewayhealth.agent.engine;

import dev.gatewayhealth.agent.server.Lane;
import java.util.function.BiFunction;

/** What a filter on the other side of the bridge can say of an exchange; it says it by the place in this list. */
enum Mark {
    /** It has ended. */
    ENDED,
    /** The calling thread goes on with it. */
    RESUMED,
    /** The calling thread leaves it, and it goes on asynchronously. */
    LEFT,
    /** The response header was handed to the connection. */
    COMMITTED,
    /** All of the response was handed to the connection. */
    DELIVERED,
    /** A write begins. */
    WRITING,
    /** A write is over, and bytes have left. */
    WROTE,
    /** A write is over, and what it wrote may lie in a buffer. */
    KEPT,
    /** A write failed, the other end is gone. */
    PEER_GONE,
    /** A write failed, our own side gave up. */
    CUT_OFF;

    private static final Mark[] ALL = values();

    /** The handle of an exchange that begins now. */
    static Object begin(BiFunction<String, Object, Object> view, Object request) {
        Lane lane = new Lane(Engine.exchanges(), new BridgedView(view), request);
        lane.on(request);
        lane.begin(System.nanoTime());
        return lane;
    }

    /** Says one of them; a handle of somebody else's and a number from the future are ignored. */
    static void set(Object handle, int number) {
        if (handle instanceof Lane lane && number >= 0 && number < ALL.length) {
            ALL[number].set(lane);
        }
    }

    private void set(Lane lane) {
        switch (this) {
            case ENDED -> lane.end();
            case RESUMED -> lane.resumed();
            case LEFT -> lane.left(true);
            case COMMITTED -> lane.committed(0);
            case DELIVERED -> lane.delivered();
            case WRITING -> lane.writing();
            case WROTE -> lane.wrote(null);
            case KEPT -> lane.kept();
            case PEER_GONE -> lane.broken(false);
            case CUT_OFF -> lane.broken(true);
        }
    }
}
