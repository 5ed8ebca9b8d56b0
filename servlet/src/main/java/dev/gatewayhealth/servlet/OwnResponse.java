package dev.gatewayhealth.servlet;

import dev.gatewayhealth.exchange.Exchange;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * A response whose exchange is one of the library's own. The exchange is forgotten when it ends, so that what the application does
 * with the response afterwards marks nobody else's.
 */
sealed class OwnResponse extends FollowedResponse permits StampedResponse {

    private @Nullable Exchange exchange;
    private long generation;

    OwnResponse(HttpServletRequest request, HttpServletResponse response) {
        super(request, response);
    }

    void follows(Exchange begun) {
        generation = begun.generation();
        exchange = begun;
    }

    /** Null once it has ended. */
    @Nullable
    Exchange exchange() {
        return exchange;
    }

    @Override
    void mark(Mark mark) {
        Exchange its = exchange;
        if (its == null) {
            return;
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
