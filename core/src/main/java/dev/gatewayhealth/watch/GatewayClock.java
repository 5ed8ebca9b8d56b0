package dev.gatewayhealth.watch;

import dev.gatewayhealth.exchange.Exchange;
import dev.gatewayhealth.exchange.RequestView;
import dev.gatewayhealth.exchange.Watched;

/**
 * Keeps, for each exchange, the clock that nginx keeps: which phase it is in, and since when nginx has been waiting.
 *
 * <p>Before the header it runs from the last byte of the request and no byte of ours restarts it; after the header every byte does
 * (ngx_http_upstream.c, {@code ngx_http_upstream_process_header} and {@code ngx_event_pipe}). It stands still while the gateway
 * is the one that does not read: a write of ours blocks, or bytes lie in the kernel between the two.
 */
final class GatewayClock {

    /** A write is noticed up to one look late; counting from the look before makes the warning early rather than late. */
    private static final long MOST_LATE = 200_000_000L;

    private GatewayClock() {}

    /** For every exchange in flight at every look: cheap, allocates nothing. */
    static void glance(Exchange exchange, long generation, long now, long lastLook) {
        Watched watched = exchange.watched();
        if (!watched.isOf(generation)) {
            watched.begin(generation, exchange.arrivalNanos());
        }
        int written = exchange.written();
        // Bytes that leave before the header is complete restart nothing; nor does a header that has not left yet.
        if (written != watched.written()) {
            if (exchange.headerBytes() >= 0) {
                long noEarlier = Math.max(lastLook - now, -MOST_LATE);
                watched.silentSince(later(watched.silentSince(), now + noEarlier));
            }
            watched.written(written);
        }
        if (exchange.inWrite()) {
            watched.silentSince(now);
        }
    }

    /**
     * For those that have become old enough to matter: the rest of what the clock needs.
     *
     * @param asOf when the kernel's table was read; what it showed then says nothing of later
     */
    static void follow(Followed followed, long now, long asOf) {
        Exchange exchange = followed.exchange;
        Watched watched = exchange.watched();
        if (exchange.headerBytes() >= 0) {
            followed.phase = Phase.STREAMING;
            if (followed.unread()) {
                watched.silentSince(later(watched.silentSince(), asOf));
            }
        } else {
            beforeHeader(followed, watched, now);
        }
        followed.seenSilence = now - watched.silentSince();
        followed.silence = followed.seenSilence;
        RequestFacts facts = followed.facts;
        if (followed.phase == Phase.BEFORE_HEADER
                && facts != null
                && facts.bodyExpected() == 0
                && facts.queuedNanos() > 0) {
            followed.silence += facts.queuedNanos();
        }
    }

    private static void beforeHeader(Followed followed, Watched watched, long now) {
        RequestFacts facts = followed.facts;
        followed.phase = Phase.BEFORE_HEADER;
        if (facts == null || facts.bodyExpected() == 0) {
            return;
        }
        long received = bodyReceived(followed);
        if (received != followed.bodyReceived) {
            followed.bodyReceived = received;
            watched.silentSince(now);
        }
        long unreceived = followed.unreceived();
        boolean more =
                facts.bodyExpected() > 0 ? received + unreceived < facts.bodyExpected() : followed.exchange.inRead();
        if (more) {
            followed.phase = Phase.RECEIVING;
            if (unreceived == 0) {
                // Everything that came was taken: it is the gateway, or its client, that has not sent the rest.
                watched.silentSince(now);
            }
        }
    }

    private static long bodyReceived(Followed followed) {
        RequestView view = followed.exchange.view();
        Object request = followed.exchange.request();
        if (view == null || request == null) {
            return followed.bodyReceived;
        }
        try {
            long received = view.bodyReceived(request);
            return followed.running() ? received : followed.bodyReceived;
        } catch (RuntimeException e) {
            return followed.bodyReceived;
        }
    }

    private static long later(long a, long b) {
        return a - b > 0 ? a : b;
    }
}
