package dev.gatewayhealth.agent.servlet;

import dev.gatewayhealth.agent.server.Lane;
import org.jspecify.annotations.Nullable;

/** A request on its way through servlets, kept in an attribute of it: includes, forwards and dispatches are parts of one exchange. */
final class Served {

    private final Object request;
    private final Object response;
    private @Nullable Lane lane;

    /** How many servlets the calling thread is in; a dispatch to another thread begins after all of them were left. */
    private int depth;

    private boolean listenedTo;

    Served(Object request, Object response) {
        this.request = request;
        this.response = response;
    }

    Object request() {
        return request;
    }

    Object response() {
        return response;
    }

    void begin(Lane its, long arrivalNanos) {
        lane = its;
        its.on(this);
        its.begin(arrivalNanos);
    }

    void enter() {
        depth++;
        Lane its = lane;
        if (depth == 1 && its != null) {
            its.resumed();
        }
    }

    /** Whether that was the outermost one. */
    boolean leave() {
        depth--;
        return depth == 0;
    }

    void goesOn() {
        Lane its = lane;
        if (its != null) {
            its.left(true);
        }
    }

    /** Whether nobody listens to the end of its asynchronous part yet; asked once. */
    boolean toBeListenedTo() {
        boolean first = !listenedTo;
        listenedTo = true;
        return first;
    }

    void end() {
        Lane its = lane;
        if (its != null) {
            its.delivered();
            its.end();
        }
    }
}
