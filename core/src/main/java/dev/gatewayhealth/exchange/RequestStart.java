package dev.gatewayhealth.exchange;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The stamp a gateway puts on a request when it passes it on: {@code X-Request-Start: t=1700000000.123} (nginx's
 * {@code $msec}), with or without {@code t=}, in seconds, milliseconds or microseconds since 1970.
 */
public final class RequestStart {

    /** Older than this, or this far in the future, it is another clock or a forgery, not a wait. */
    private static final long CREDIBLE_MILLIS = TimeUnit.HOURS.toMillis(1);

    /** Two hosts' clocks may differ by this much and the request not have waited less than no time. */
    private static final long SKEW_MILLIS = TimeUnit.SECONDS.toMillis(5);

    /** What nginx takes of a body before it looks for a file (client_body_buffer_size); it comes with the header or soon after it. */
    private static final long SMALL_BODY = 16384;

    /** A stamp that is younger than this is believed, whatever the client had to send. */
    private static final long YOUNG = TimeUnit.MILLISECONDS.toNanos(100);

    private RequestStart() {}

    /**
     * How long ago the gateway stamped a request, where that can have been a wait. nginx sends an upload when all of it has come, and who
     * stamped it before that has stamped the client's time.
     *
     * @param view how the container's request objects are read
     * @param request the container's request object
     * @param wallMillis when the request came, as {@link System#currentTimeMillis} tells it
     * @return nanoseconds, at least 0, or -1 when there is no stamp, or none that says anything
     */
    public static long waitedNanos(RequestView view, Object request, long wallMillis) {
        long waited = waitedNanos(view.header(request, "X-Request-Start"), wallMillis);
        return waited > YOUNG && uploads(view, request) ? -1 : waited;
    }

    private static boolean uploads(RequestView view, Object request) {
        // Not every view follows a body, so its header is asked, too.
        String declared = view.header(request, "Content-Length");
        return view.bodyExpected(request) < 0
                || view.header(request, "Transfer-Encoding") != null
                || (declared != null && !isSmall(declared));
    }

    private static boolean isSmall(String length) {
        try {
            return Long.parseLong(length.trim()) <= SMALL_BODY;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /**
     * How long ago the gateway stamped the request.
     *
     * @param header the header's value
     * @param wallMillis now, as {@link System#currentTimeMillis} tells it
     * @return nanoseconds, at least 0, or -1 when there is no stamp that can be believed
     */
    public static long waitedNanos(@Nullable String header, long wallMillis) {
        if (header == null) {
            return -1;
        }
        double stamp = number(header);
        // A number of seconds since 1970 has ten digits before the point until the year 2286.
        double millis = stamp < 1e11 ? stamp * 1e3 : stamp < 1e14 ? stamp : stamp / 1e3;
        double waited = wallMillis - millis;
        if (!(waited > -SKEW_MILLIS && waited < CREDIBLE_MILLIS)) {
            return -1;
        }
        return (long) (Math.max(0, waited) * 1e6);
    }

    private static double number(String header) {
        String text = header.startsWith("t=") ? header.substring(2) : header;
        if (text.length() > 20) {
            return Double.NaN;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && c != '.') {
                return Double.NaN;
            }
        }
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
