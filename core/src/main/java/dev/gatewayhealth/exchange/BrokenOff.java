package dev.gatewayhealth.exchange;

import org.jspecify.annotations.Nullable;

/**
 * What is left of an exchange whose connection broke under a write, for the watchdog to judge.
 *
 * @param silentSince when the gateway's clock was last restarted, as far as the watchdog had seen
 * @param brokenAt about when the exchange ended
 * @param byUs whether our side gave up writing, which no limit of the gateway explains
 * @param invalid whether its header is what it failed for; that was said when the header was seen
 * @param headerSent whether the whole header of the response was on its way
 * @param missing bytes of the body that its header declared and nobody sent; -1 unless that is how it ended
 * @param followed what the watchdog kept beside this exchange, null if it was too young for that
 * @param method null, as the other three, where the server could not be asked in time
 * @param path raw, without the query
 * @param host the {@code Host} as the service got it
 * @param protocol {@code HTTP/1.0}, {@code HTTP/1.1} or {@code HTTP/2.0}
 */
public record BrokenOff(
        long silentSince,
        long brokenAt,
        boolean byUs,
        boolean invalid,
        boolean headerSent,
        long missing,
        @Nullable Object followed,
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
        boolean known = watched.isOf(generation);
        long since = known ? watched.silentSince() : exchange.arrivalNanos();
        Object followed = known ? watched.more() : null;
        RequestView view = exchange.view();
        Object request = exchange.request();
        boolean byUs = exchange.cutOffByUs();
        boolean invalid = exchange.wasInvalid();
        boolean headerSent = exchange.headerBytes() >= 0;
        long missing = exchange.missingBytes();
        if (view != null && request != null) {
            try {
                return new BrokenOff(
                        since,
                        now,
                        byUs,
                        invalid,
                        headerSent,
                        missing,
                        followed,
                        view.method(request),
                        view.path(request),
                        view.header(request, "host"),
                        view.protocol(request));
            } catch (RuntimeException e) {
                // The container took the request apart already; the slot must be given back all the same.
            }
        }
        return new BrokenOff(since, now, byUs, invalid, headerSent, missing, followed, null, null, null, null);
    }
}
