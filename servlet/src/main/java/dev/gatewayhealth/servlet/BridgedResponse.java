package dev.gatewayhealth.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.function.BiFunction;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/** A response whose exchange is one of the agent's, on the other side of the bridge. */
final class BridgedResponse extends FollowedResponse {

    private final ObjIntConsumer<Object> marks;
    private final Object handle;
    private volatile boolean ended;
    private boolean committed;

    BridgedResponse(
            HttpServletRequest request,
            HttpServletResponse response,
            BiFunction<BiFunction<String, Object, @Nullable Object>, Object, Object> begin,
            ObjIntConsumer<Object> marks) {
        super(request, response);
        this.marks = marks;
        this.handle = begin.apply(BridgedView::tell, this);
    }

    @Override
    void mark(Mark mark) {
        if (ended) {
            return;
        }
        ended = mark == Mark.ENDED;
        committed |= mark == Mark.COMMITTED;
        marks.accept(handle, mark.number);
    }

    @Override
    boolean isMarkedCommitted() {
        return committed;
    }
}
