package dev.gatewayhealth.exchange;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * What some requests showed of how the gateway passes them on. Only those that the watchdog is {@link Exchanges#curious} about are looked
 * at, a few in a second, so it may cost a header look-up or five.
 */
public final class Traffic {

    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger oldVersion = new AtomicInteger();
    private final AtomicInteger closing = new AtomicInteger();
    private final AtomicInteger unforwarded = new AtomicInteger();
    private final AtomicInteger stripped = new AtomicInteger();
    private final AtomicInteger expecting = new AtomicInteger();

    Traffic() {}

    /**
     * One request, on its thread.
     *
     * @param view how the container's request objects are read
     * @param request the container's request object
     */
    public void seen(RequestView view, Object request) {
        String protocol = view.protocol(request);
        if (protocol == null || protocol.startsWith("HTTP/2")) {
            return;
        }
        String connection = view.header(request, "Connection");
        boolean old = protocol.equals("HTTP/1.0");
        add(oldVersion, old);
        add(closing, old ? !"keep-alive".equalsIgnoreCase(connection) : "close".equalsIgnoreCase(connection));
        add(
                unforwarded,
                view.header(request, "X-Forwarded-For") == null
                        && view.header(request, "X-Forwarded-Proto") == null
                        && view.header(request, "X-Real-IP") == null
                        && view.header(request, "Forwarded") == null);
        add(stripped, view.header(request, "Sec-WebSocket-Key") != null && view.header(request, "Upgrade") == null);
        add(expecting, !old && "100-continue".equalsIgnoreCase(view.header(request, "Expect")));
        requests.incrementAndGet();
    }

    /** One request, on its thread, of which it cannot be said how it came. */
    public void came() {
        requests.incrementAndGet();
    }

    private static void add(AtomicInteger count, boolean one) {
        if (one) {
            count.incrementAndGet();
        }
    }

    /** {@return what was seen since this was last asked} On the watchdog's thread. */
    public Seen take() {
        int all = requests.getAndSet(0);
        return new Seen(
                all,
                oldVersion.getAndSet(0),
                closing.getAndSet(0),
                unforwarded.getAndSet(0),
                stripped.getAndSet(0),
                expecting.getAndSet(0));
    }

    /**
     * How many of some requests.
     *
     * @param requests were looked at
     * @param oldVersion came over HTTP/1.0
     * @param closing were the last of their connection, as whoever sent them said
     * @param unforwarded had no header that says for whom they were sent
     * @param stripped asked for a WebSocket with a key and without {@code Upgrade}, as no client does
     * @param expecting asked to be told to go on before they send a body
     */
    public record Seen(int requests, int oldVersion, int closing, int unforwarded, int stripped, int expecting) {}
}
