package dev.gatewayhealth.report;

import dev.gatewayhealth.exchange.Ticker;
import java.io.Serializable;
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

    private static final Comparator<Report.Poller> LATEST_FIRST = new LatestFirst();

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
        note(who, now, down);
        if (seen.size() > MOST) {
            forgetOldest();
        }
    }

    /** Polls of one poller may come on several threads at once; none is lost. */
    private void note(Who who, long now, long down) {
        boolean noted = false;
        while (!noted) {
            Seen before = seen.get(who);
            noted = before == null
                    ? seen.putIfAbsent(who, new Seen(now, Double.NaN, down)) == null
                    : seen.replace(who, before, before.again(now, down));
        }
    }

    private synchronized void forgetOldest() {
        while (seen.size() > MOST) {
            long now = ticker.nanos();
            Who oldest = null;
            long longest = Long.MIN_VALUE;
            for (Map.Entry<Who, Seen> entry : seen.entrySet()) {
                long unseen = now - entry.getValue().lastNanos;
                if (unseen > longest) {
                    longest = unseen;
                    oldest = entry.getKey();
                }
            }
            if (oldest != null) {
                seen.remove(oldest);
            }
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
        for (Map.Entry<Who, Seen> entry : seen.entrySet()) {
            Who who = entry.getKey();
            Seen last = entry.getValue();
            pollers.add(new Report.Poller(
                    who.address,
                    who.agent,
                    Double.isNaN(last.everySeconds) ? null : last.everySeconds,
                    now.minusNanos(Math.max(0, nanos - last.lastNanos)),
                    last.sawDown));
        }
        pollers.sort(LATEST_FIRST);
        return pollers;
    }

    private static final class LatestFirst implements Comparator<Report.Poller>, Serializable {

        private static final long serialVersionUID = 1;

        @Override
        public int compare(Report.Poller one, Report.Poller other) {
            int later = other.lastSeen().compareTo(one.lastSeen());
            return later != 0 ? later : one.from().compareTo(other.from());
        }
    }

    /** Equal by hand: what the JVM makes for a record's own costs the start of a service some twenty classes. */
    private record Who(String address, String agent) {

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Who who && address.equals(who.address) && agent.equals(who.agent);
        }

        @Override
        public int hashCode() {
            return 31 * address.hashCode() + agent.hashCode();
        }
    }

    /** The interval is not a number until the second poll. Each is only equal to itself, by which a change is told. */
    private static final class Seen {

        final long lastNanos;
        final double everySeconds;
        final long sawDown;

        Seen(long lastNanos, double everySeconds, long sawDown) {
            this.lastNanos = lastNanos;
            this.everySeconds = everySeconds;
            this.sawDown = sawDown;
        }

        Seen again(long now, long down) {
            double interval = (now - lastNanos) / 1e9;
            double average = Double.isNaN(everySeconds) ? interval : everySeconds + NEWEST * (interval - everySeconds);
            return new Seen(now, average, sawDown + down);
        }
    }
}
