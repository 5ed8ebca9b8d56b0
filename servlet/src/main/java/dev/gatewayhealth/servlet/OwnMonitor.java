package dev.gatewayhealth.servlet;

import dev.gatewayhealth.contract.Listening;
import dev.gatewayhealth.exchange.Exchange;
import dev.gatewayhealth.exchange.Exchanges;
import dev.gatewayhealth.exchange.RequestStart;
import dev.gatewayhealth.library.ResponseStamps;
import dev.gatewayhealth.library.SharedMonitor;
import dev.gatewayhealth.report.Report;
import dev.gatewayhealth.settings.Settings;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One filter's use of the library's own monitor. */
final class OwnMonitor {

    private final SharedMonitor monitor;
    private final Exchanges exchanges;
    private final String server;
    private final @Nullable ResponseStamps stamps;

    /** The port of the last request whose place was told; racy, and telling twice does no harm. */
    private int toldPort = -1;

    private OwnMonitor(SharedMonitor monitor, String server, @Nullable ResponseStamps stamps) {
        this.stamps = stamps;
        this.monitor = monitor;
        this.exchanges = monitor.exchanges();
        this.server = server;
    }

    /** Null while another copy of the library has a monitor. */
    static @Nullable OwnMonitor join(String server, String owner, Settings.Outcome settings, Consumer<String> lines) {
        Report.Hook hook = new Report.Hook(server, "GatewayHealthFilter.doFilter", "live");
        SharedMonitor shared = SharedMonitor.join(owner, hook, settings, lines);
        return shared == null ? null : new OwnMonitor(shared, server, ResponseStamps.of(settings.settings()));
    }

    void leave() {
        monitor.leave();
    }

    boolean leaving() {
        return monitor.leaving();
    }

    /** Holds the calling thread, which is about to stop the server, until nobody misses it. */
    void drain() {
        monitor.drain(false);
    }

    @Nullable
    FollowedResponse begin(HttpServletRequest request, HttpServletResponse response) {
        OwnResponse followed = stamps == null ? new OwnResponse(request, response) : stamped(request, response, stamps);
        Exchange exchange = exchanges.begin(System.nanoTime(), OwnView.ONLY, followed, followed);
        if (exchange == null) {
            return null;
        }
        followed.follows(exchange);
        if (toldPort < 0) {
            tell(request);
        }
        if (exchanges.curious()) {
            exchanges.waited(exchange, RequestStart.waitedNanos(OwnView.ONLY, followed, System.currentTimeMillis()));
            exchanges.traffic().seen(OwnView.ONLY, followed);
        }
        return followed;
    }

    private static OwnResponse stamped(
            HttpServletRequest request, HttpServletResponse response, ResponseStamps stamps) {
        StampedResponse stamped = new StampedResponse(request, response);
        stamped.stamp(stamps);
        return stamped;
    }

    /** The servlet API does not say where a server listens; the first request tells where it came in. */
    private void tell(HttpServletRequest request) {
        int port = request.getLocalPort();
        toldPort = Math.max(port, 0);
        if (port > 0) {
            monitor.listening(server, new Listening(request.getLocalAddr(), port, null));
        }
    }

    SharedMonitor source() {
        return monitor;
    }
}
