package dev.gatewayhealth.servlet;

import dev.gatewayhealth.exchange.Exchange;
import dev.gatewayhealth.library.ResponseStamps;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** A response that says who answers, and how long that took; apart, so that requests of services that do not ask for it are smaller. */
final class StampedResponse extends OwnResponse {

    /** Whether the response is still to be told how long it took; of the request's own threads. */
    private boolean untimed;

    StampedResponse(HttpServletRequest request, HttpServletResponse response) {
        super(request, response);
    }

    /** Says now who answers, and before the first write, or at the end of what was not written by then, how long it took. */
    void stamp(ResponseStamps stamps) {
        if (stamps.instance() != null) {
            setHeader(ResponseStamps.INSTANCE, stamps.instance());
        }
        untimed = stamps.timing();
    }

    @Override
    void left(HttpServletRequest itsRequest) {
        if (untimed && !itsRequest.isAsyncStarted()) {
            time();
        }
        super.left(itsRequest);
    }

    @Override
    void mark(Mark mark) {
        if (untimed && mark == Mark.WRITING) {
            time();
        }
        super.mark(mark);
    }

    private void time() {
        Exchange its = exchange();
        if (its == null) {
            return;
        }
        untimed = false;
        if (!isCommitted()) {
            addHeader(ResponseStamps.TIMING, ResponseStamps.took(System.nanoTime() - its.arrivalNanos()));
        }
    }
}
