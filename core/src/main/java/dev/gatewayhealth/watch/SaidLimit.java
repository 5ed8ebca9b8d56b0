package dev.gatewayhealth.watch;

import dev.gatewayhealth.exchange.RequestView;
import dev.gatewayhealth.nginx.NginxTime;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The limit a gateway announces for one request.
 *
 * @param header by which it was said
 */
record SaidLimit(String header, long nanos) {

    private static final String OURS = "X-Gateway-Read-Timeout";

    /** Envoy's, in milliseconds. */
    private static final String ENVOYS = "X-Envoy-Expected-Rq-Timeout-Ms";

    static @Nullable SaidLimit of(RequestView view, Object request) {
        SaidLimit ours = parse(OURS, view.header(request, OURS), "");
        return ours != null ? ours : parse(ENVOYS, view.header(request, ENVOYS), "ms");
    }

    private static @Nullable SaidLimit parse(String header, @Nullable String value, String unit) {
        if (value == null) {
            return null;
        }
        try {
            Duration limit = NginxTime.parse(value + unit);
            return limit.isZero() ? null : new SaidLimit(header, limit.toNanos());
        } catch (IllegalArgumentException | ArithmeticException e) {
            // A client can send anything here; what is no time says nothing.
            return null;
        }
    }
}
