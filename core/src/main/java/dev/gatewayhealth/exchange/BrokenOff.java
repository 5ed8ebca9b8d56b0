package dev.gatewayhealth.exchange;

import org.jspecify.annotations.Nullable;

/**
 * What is left of an exchange whose connection broke under a write, for the watchdog to judge.
 *
 * @param silentSince when the gateway's clock was last restarted, as far as the watchdog had seen
 * @param brokenAt about when the exchange ended
 * @param byUs whether our side gave up writing, which no limit of the gateway explains
 */
public record BrokenOff(
        long silentSince,
        long brokenAt,
        boolean byUs,
        @Nullable String method,
        @Nullable String path,
        @Nullable String host,
        @Nullable String protocol) {

    /**
     * Called on the request thread while the request still belongs to the exchange. What the watchdog remembers is read without
     * synchronisation: an old value makes the silence longer by one look of the watchdog, no more.
     */
    static BrokenOff of(Exchange exchange, long generation, long now) {
        Watched watched = exchange.watched();
        long since = watched.isOf(generation) ? watched.silentSince() : exchange.arrivalNanos();
        RequestView view = exchange.view();
        Object request = exchange.request();
        boolean byUs = exchange.cutOffByUs();
        if (view != null && request != null) {
            try {
                return new BrokenOff(
                        since,
                        now,
                        byUs,
                        view.method(request),
                        view.path(request),
                        view.header(request, "host"),
                        view.protocol(request));
            } catch (RuntimeException e) {
                // The container took the request apart already; the slot must be given back all the same.
            }
        }
        return new BrokenOff(since, now, byUs, null, null, null, null);
    }
}
