package dev.gatewayhealth.report;

import dev.gatewayhealth.exchange.Ticker;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Who polls the endpoint and how often. Any thread tells it; the watchdog reads it. It forgets the longest unseen. */
public final class Pollers {

    private static final int MOST = 64;

    /** The share of the newest interval in the average: a change of rhythm shows after a handful of polls. */
    private static final double NEWEST = 0.3;

    private final Ticker ticker;
    private final Map<Who, Seen> seen = new ConcurrentHashMap<>();

    public Pollers(Ticker ticker) {
        this.ticker = ticker;
    }

    /**
     * Notes one poll.
     *
     * @param address the peer of the socket
     * @param userAgent as sent; only the family it belongs to is kept
     * @param status what was answered
     */
    public void polled(String address, String method, @Nullable String userAgent, int status) {
        Who who = new Who(address, PollerAgent.family(method, userAgent));
        long now = ticker.nanos();
        long down = status == 503 ? 1 : 0;
        seen.compute(who, (key, before) -> before == null ? new Seen(now, Double.NaN, down) : before.again(now, down));
        if (seen.size() > MOST) {
            forgetOldest();
        }
    }

    private synchronized void forgetOldest() {
        while (seen.size() > MOST) {
            long now = ticker.nanos();
            seen.entrySet().stream()
                    .max(Comparator.comparingLong(entry -> now - entry.getValue().lastNanos))
                    .ifPresent(oldest -> seen.remove(oldest.getKey()));
        }
    }

    /**
     * For the report, the latest first.
     *
     * @param now the wall clock's time of the report
     */
    public List<Report.Poller> report(Instant now) {
        if (seen.isEmpty()) {
            return List.of();
        }
        long nanos = ticker.nanos();
        List<Report.Poller> pollers = new ArrayList<>();
        seen.forEach((who, last) -> pollers.add(new Report.Poller(
                who.address,
                who.agent,
                Double.isNaN(last.everySeconds) ? null : last.everySeconds,
                now.minusNanos(Math.max(0, nanos - last.lastNanos)),
                last.sawDown)));
        pollers.sort(Comparator.comparing(Report.Poller::lastSeen).reversed().thenComparing(Report.Poller::from));
        return pollers;
    }

    private record Who(String address, String agent) {}

    /** The interval is not a number until the second poll. */
    private record Seen(long lastNanos, double everySeconds, long sawDown) {

        Seen again(long now, long down) {
            double interval = (now - lastNanos) / 1e9;
            double average = Double.isNaN(everySeconds) ? interval : everySeconds + NEWEST * (interval - everySeconds);
            return new Seen(now, average, sawDown + down);
        }
    }
}
