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
            followed.in(Phase.STREAMING);
            if (followed.unread()) {
                watched.silentSince(later(watched.silentSince(), asOf));
            }
        } else {
            beforeHeader(followed, watched, now, asOf);
        }
        followed.seenSilence = now - watched.silentSince();
        followed.silence = followed.seenSilence;
        RequestFacts facts = followed.facts;
        if (followed.phase == Phase.BEFORE_HEADER
                && facts != null
                && (facts.bodyExpected() == 0 || cameAtOnce(followed, watched))
                && followed.queued() > 0) {
            followed.silence += followed.queued();
        }
    }

    /** Whether the whole request waited for a thread: since somebody began to read it, no more of it has come. */
    private static boolean cameAtOnce(Followed followed, Watched watched) {
        return followed.waitedUnread() && watched.silentSince() == followed.exchange.arrivalNanos();
    }

    private static void beforeHeader(Followed followed, Watched watched, long now, long asOf) {
        RequestFacts facts = followed.facts;
        if (facts == null || facts.bodyExpected() == 0) {
            followed.in(Phase.BEFORE_HEADER);
            return;
        }
        boolean declared = facts.bodyExpected() > 0;
        // What the kernel held when it was asked may have been taken since, and would be counted twice.
        long here = bodyReceived(followed) + followed.unreceived();
        long arrived = declared ? Math.min(here, facts.bodyExpected()) : here;
        arrived(followed, watched, arrived, now, asOf);
        boolean receiving =
                declared ? arrived < facts.bodyExpected() : followed.bodyWait().isFound(followed, now);
        followed.in(receiving ? Phase.RECEIVING : Phase.BEFORE_HEADER);
        boolean certain = receiving && (declared || followed.bodyWait().isFresh(followed, now));
        if (certain && tableTells(followed, asOf) && followed.unreceived() == 0) {
            // Everything that came was taken: it is the gateway, or its client, that has not sent the rest.
            watched.silentSince(now);
        }
    }

    /** Whether the kernel's table, if its connection is there, was read since somebody has asked for it. */
    private static boolean tableTells(Followed followed, long asOf) {
        return followed.socket == null || asOf - followed.since >= 0;
    }

    /**
     * The gateway's clock starts again as bytes of the body get here, not as the service takes them: it has sent them by then. What is
     * here when it is first looked for came some time since the beginning; for want of knowing, at the beginning.
     */
    private static void arrived(Followed followed, Watched watched, long arrived, long now, long asOf) {
        if (followed.bodyArrived >= 0) {
            if (arrived > followed.bodyArrived) {
                watched.silentSince(now);
            }
            followed.bodyArrived = arrived;
        } else if (tableTells(followed, asOf)) {
            followed.bodyArrived = arrived;
        }
    }

    private static long bodyReceived(Followed followed) {
        RequestView view = followed.exchange.view();
        Object request = followed.exchange.request();
        if (view == null || request == null) {
            return followed.bodyTaken;
        }
        try {
            long received = view.bodyReceived(request) + (followed.exchange.inRead() ? 0 : view.bodyHeld(request));
            followed.bodyTaken = followed.running() ? received : followed.bodyTaken;
            return followed.bodyTaken;
        } catch (RuntimeException e) {
            return followed.bodyTaken;
        }
    }

    private static long later(long a, long b) {
        return a - b > 0 ? a : b;
    }
}
