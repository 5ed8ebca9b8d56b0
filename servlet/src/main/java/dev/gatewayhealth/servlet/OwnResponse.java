package dev.gatewayhealth.servlet;

import dev.gatewayhealth.exchange.Exchange;
import dev.gatewayhealth.library.ResponseStamps;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * A response whose exchange is one of the library's own. The exchange is forgotten when it ends, so that what the application does
 * with the response afterwards marks nobody else's.
 */
final class OwnResponse extends FollowedResponse {

    private @Nullable Exchange exchange;
    private long generation;

    /** Whether the response is still to be told how long it took; of the request's own threads. */
    private boolean untimed;

    OwnResponse(HttpServletRequest request, HttpServletResponse response) {
        super(request, response);
    }

    void follows(Exchange begun) {
        generation = begun.generation();
        exchange = begun;
    }

    /** Says now who answers, and before the first write, or at the end of what was not written by then, how long it took. */
    void stamp(ResponseStamps stamps) {
        if (stamps.instance() != null) {
            setHeader(ResponseStamps.INSTANCE, stamps.instance());
        }
        untimed = stamps.timing();
    }

    private void time(Exchange its) {
        untimed = false;
        if (!isCommitted()) {
            addHeader(ResponseStamps.TIMING, ResponseStamps.took(System.nanoTime() - its.arrivalNanos()));
        }
    }

    @Override
    void left(HttpServletRequest itsRequest) {
        Exchange its = exchange;
        if (untimed && its != null && !itsRequest.isAsyncStarted()) {
            time(its);
        }
        super.left(itsRequest);
    }

    @Override
    void mark(Mark mark) {
        Exchange its = exchange;
        if (its == null) {
            return;
        }
        if (untimed && mark == Mark.WRITING) {
            time(its);
        }
        switch (mark) {
            case ENDED -> {
                exchange = null;
                its.end(generation);
            }
            case RESUMED -> its.onThread();
            case LEFT -> its.offThread();
            case COMMITTED -> its.committed(0);
            case DELIVERED -> its.delivered();
            case WRITING -> its.writing();
            case WROTE -> its.wrote();
            case KEPT -> its.kept();
            case PEER_GONE -> its.broken(false);
            case CUT_OFF -> its.broken(true);
        }
    }

    @Override
    boolean isMarkedCommitted() {
        Exchange its = exchange;
        return its == null || its.headerBytes() >= 0;
    }
}
