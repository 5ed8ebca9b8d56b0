package dev.gatewayhealth.servlet;

import dev.gatewayhealth.Monitor;
import dev.gatewayhealth.audit.ListenerLimits;
import dev.gatewayhealth.contract.Listening;
import dev.gatewayhealth.exchange.Exchange;
import dev.gatewayhealth.exchange.Exchanges;
import dev.gatewayhealth.exchange.RequestStart;
import dev.gatewayhealth.exchange.Ticker;
import dev.gatewayhealth.finding.FindingLines;
import dev.gatewayhealth.proc.SocketTable;
import dev.gatewayhealth.report.HealthResponse;
import dev.gatewayhealth.report.Report;
import dev.gatewayhealth.settings.Settings;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The library's own monitor, shared by all filters whose classes this class loader has defined: applications that find the library in
 * a directory of the server's have one between them. It ends with the last of them.
 */
final class OwnMonitor {

    /** Guarded by the class: filters of several applications come and go on different threads. */
    private static @Nullable OwnMonitor shared;

    private final Claim claim;
    private final Exchanges exchanges = new Exchanges(Ticker.system());
    private final String server;
    private final Monitor monitor;
    private int users;

    /** The port of the last request whose place was told; racy, and telling twice does no harm. */
    private int toldPort = -1;

    private OwnMonitor(Claim claim, String server, Settings.Outcome settings, Consumer<String> lines) {
        this.claim = claim;
        this.server = server;
        List<Report.Hook> hooks = List.of(new Report.Hook(server, "GatewayHealthFilter.doFilter", "live"));
        this.monitor = Monitor.start(new Monitor.Parts(
                settings,
                exchanges,
                SocketTable.ofThisProcess(),
                () -> hooks,
                null,
                version(),
                line -> lines.accept("[gateway-health] " + line),
                new FindingLines(lines, Ticker.system()),
                Ticker.system(),
                InstantSource.system()));
    }

    /** One more filter uses it; the first one's settings hold. Null while another copy of the library has a monitor. */
    static synchronized @Nullable OwnMonitor join(
            String server, String owner, Settings.Outcome settings, Consumer<String> lines) {
        OwnMonitor its = shared;
        if (its == null) {
            Claim claim = Claim.by(owner);
            if (claim == null) {
                return null;
            }
            its = new OwnMonitor(claim, server, settings, lines);
            shared = its;
        }
        its.users++;
        return its;
    }

    /** One filter less. */
    void leave() {
        synchronized (OwnMonitor.class) {
            users--;
            if (users == 0) {
                shared = null;
                monitor.close();
                claim.release();
            }
        }
    }

    @Nullable
    FollowedResponse begin(HttpServletRequest request, HttpServletResponse response) {
        OwnResponse followed = new OwnResponse(request, response);
        Exchange exchange = exchanges.begin(System.nanoTime(), OwnView.ONLY, followed, followed);
        if (exchange == null) {
            return null;
        }
        followed.follows(exchange);
        if (toldPort < 0) {
            tell(request);
        }
        if (exchanges.curious()) {
            String stamp = request.getHeader("X-Request-Start");
            exchanges.waited(exchange, RequestStart.waitedNanos(stamp, System.currentTimeMillis()));
        }
        return followed;
    }

    /** The servlet API does not say where a server listens; the first request tells where it came in. */
    private void tell(HttpServletRequest request) {
        int port = request.getLocalPort();
        toldPort = Math.max(port, 0);
        if (port > 0) {
            Listening place = new Listening(request.getLocalAddr(), port, null);
            monitor.listening(place, () -> ListenerLimits.unknown(server, place));
        }
    }

    @Nullable
    HealthResponse poll(HttpServletRequest request, String path) {
        return monitor.poll(
                request.getMethod(),
                path,
                request.getHeader("Accept"),
                request.getHeader("Authorization"),
                request.getHeader("User-Agent"),
                request.getRemoteAddr());
    }

    private static String version() {
        String version = OwnMonitor.class.getPackage().getImplementationVersion();
        return version == null ? "unknown" : version;
    }
}
