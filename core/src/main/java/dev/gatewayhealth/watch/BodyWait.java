package dev.gatewayhealth.watch;

import dev.gatewayhealth.exchange.BodyStream;
import dev.gatewayhealth.exchange.Exchange;
import dev.gatewayhealth.exchange.RequestView;
import java.util.concurrent.TimeUnit;

/**
 * Whether an exchange waits for more of its request's body: then it is the gateway, or its client, that has not sent the rest. Most
 * containers say so. Of the others it shows in the stack of the thread, which is looked at now and then. Belongs to the watchdog thread.
 */
final class BodyWait {

    /** So much of the limit the gateway's clock may be early, as that long ago a wait was seen that has ended since. */
    private static final int SHARE_OF_LIMIT = 16;

    private static final long MOST_SELDOM = TimeUnit.SECONDS.toNanos(1);

    private boolean found;
    private long lookedAt;

    /** @param began when the exchange did */
    BodyWait(long began) {
        this.lookedAt = began;
    }

    /** Whether it did when that was last looked at. */
    boolean isFound(Followed followed, long now) {
        if (followed.exchange.inRead()) {
            return true;
        }
        Limit limit = followed.limit;
        if (limit != null
                && now - lookedAt >= Math.min(limit.nanos(Phase.BEFORE_HEADER) / SHARE_OF_LIMIT, MOST_SELDOM)) {
            lookedAt = now;
            found = look(followed.exchange);
        }
        return found;
    }

    /** Whether it was looked at just now; between two looks nothing is known. */
    boolean isFresh(Followed followed, long now) {
        return followed.exchange.inRead() || lookedAt == now;
    }

    private static boolean look(Exchange exchange) {
        RequestView view = exchange.view();
        Object request = exchange.request();
        Thread thread = exchange.thread();
        if (view == null || request == null || thread == null) {
            return false;
        }
        try {
            BodyStream stream = view.bodyStream(request);
            return stream != null && stream.isReadIn(thread.getStackTrace()) && exchange.thread() == thread;
        } catch (RuntimeException e) {
            return false;
        }
    }
}
