package dev.gatewayhealth.watch;

import dev.gatewayhealth.contract.Received;
import dev.gatewayhealth.exchange.Exchange;
import dev.gatewayhealth.exchange.RequestStart;
import dev.gatewayhealth.exchange.RequestView;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a request says of itself, read once from another thread.
 *
 * @param requestId what {@code X-Request-ID} or {@code traceparent} said, printable and bounded
 * @param stampAgeNanos how long before the container read it the gateway had stamped it; -1 if that says nothing
 * @param saidLimitNanos the read timeout the gateway announced in a header; -1 without one
 */
record RequestFacts(
        Received received,
        @Nullable String requestId,
        long stampAgeNanos,
        long bodyExpected,
        long saidLimitNanos,
        @Nullable String saidBy) {

    private static final int LONGEST_ID = 128;
    private static final int LONGEST_PATH = 512;

    /** Null when the container is taking the request apart, or has; then there may be a next time. */
    static @Nullable RequestFacts read(Exchange exchange, long generation, long now, long wallMillis) {
        RequestView view = exchange.view();
        Object request = exchange.request();
        if (view == null || request == null) {
            return null;
        }
        try {
            RequestFacts facts = read(exchange, view, request, now, wallMillis);
            return exchange.running(generation) ? facts : null;
        } catch (RuntimeException e) {
            // Torn between two requests; the generation will have moved, or the next look succeeds.
            return null;
        }
    }

    private static RequestFacts read(Exchange exchange, RequestView view, Object request, long now, long wallMillis) {
        long stampAge = exchange.stampAgeNanos();
        if (stampAge < 0) {
            long age = TimeUnit.NANOSECONDS.toMillis(now - exchange.arrivalNanos());
            stampAge = RequestStart.waitedNanos(view, request, wallMillis - age);
        }
        SaidLimit said = SaidLimit.of(view, request);
        return new RequestFacts(
                new Received(
                        view.header(request, "Host"),
                        orElse(bounded(view.path(request), LONGEST_PATH), "/"),
                        orElse(view.protocol(request), "HTTP/1.1"),
                        orElse(view.method(request), "GET")),
                id(view, request),
                stampAge,
                view.bodyExpected(request),
                said == null ? -1 : said.nanos(),
                said == null ? null : said.header());
    }

    private static @Nullable String id(RequestView view, Object request) {
        String id = view.header(request, "X-Request-ID");
        return harmless(bounded(id == null || id.isEmpty() ? view.header(request, "traceparent") : id, LONGEST_ID));
    }

    /** Whoever sends a request chooses its id: what is neither a letter nor a digit nor usual between them becomes {@code _}. */
    private static @Nullable String harmless(@Nullable String id) {
        if (id == null || id.isEmpty()) {
            return null;
        }
        StringBuilder plain = new StringBuilder(id.length());
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            boolean usual = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            plain.append(usual || "-_.:/+=@".indexOf(c) >= 0 ? c : '_');
        }
        return plain.toString();
    }

    private static @Nullable String bounded(@Nullable String text, int longest) {
        return text == null || text.length() <= longest ? text : text.substring(0, longest);
    }

    private static String orElse(@Nullable String text, String other) {
        return text == null ? other : text;
    }
}
