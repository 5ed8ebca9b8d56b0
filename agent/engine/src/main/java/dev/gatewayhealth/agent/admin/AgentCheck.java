package dev.gatewayhealth.agent.admin;

import dev.gatewayhealth.exchange.Ticker;
import dev.gatewayhealth.report.Pollers;
import dev.gatewayhealth.report.Report;
import dev.gatewayhealth.report.ReportSource;
import dev.gatewayhealth.report.Status;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What HAProxy's agent-check is told (HAProxy's configuration manual, {@code agent-check}): {@code up} with a weight, {@code drain} or
 * {@code down}. For one thread.
 */
final class AgentCheck {

    /**
     * For so long after it first asked, HAProxy is told {@code ready} too: it is what ends a {@code drain} that our predecessor on this
     * port has asked for. Later it would undo what an operator has set by hand.
     */
    private static final long GREETING_NANOS = TimeUnit.SECONDS.toNanos(10);

    private static final int MOST_PEERS = 64;

    private final ReportSource reports;
    private final Pollers pollers;
    private final Ticker ticker;
    private final Weight weight = new Weight();

    /** When each first asked. */
    private final Map<String, Long> greeted = new LinkedHashMap<>();

    AgentCheck(ReportSource reports, Pollers pollers, Ticker ticker) {
        this.reports = reports;
        this.pollers = pollers;
        this.ticker = ticker;
    }

    /** The line for whoever asks from there, and a note that he did. */
    String line(String peer) {
        Report report = reports.report();
        Status status = report.status();
        pollers.polled(peer, "", "agent-check", status.ready() ? 200 : 503, true);
        if (status == Status.DRAINING) {
            return "drain\n";
        }
        if (status == Status.DOWN) {
            return "down\n";
        }
        long now = ticker.nanos();
        return "up " + weight.percent(report, now) + (greets(peer, now) ? "% ready\n" : "%\n");
    }

    private boolean greets(String peer, long now) {
        Long first = greeted.get(peer);
        if (first == null) {
            if (greeted.size() >= MOST_PEERS) {
                greeted.remove(greeted.keySet().iterator().next());
            }
            greeted.put(peer, now);
            return true;
        }
        return now - first < GREETING_NANOS;
    }
}
