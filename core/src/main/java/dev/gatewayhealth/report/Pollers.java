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

    /** Whether anybody ever asked if requests may come. */
    private volatile boolean asked;

    /** What the last poll that came through the gateway asked for, and when it came. */
    private volatile @Nullable String exposed;

    private volatile long exposedNanos;

    /**
     * Nobody has polled yet.
     *
     * @param ticker the clock; nanoseconds that only differences are taken of
     */
    public Pollers(Ticker ticker) {
        this.ticker = ticker;
    }

    /**
     * Notes one poll.
     *
     * @param address the peer of the socket
     * @param method of the request line; balancers tell themselves apart by it too
     * @param userAgent as sent; only the family it belongs to is kept
     * @param status what was answered
     * @param readiness whether it asked if requests may come; whoever reads a report or asks whether a restart is due does not care
     */
    public void polled(String address, String method, @Nullable String userAgent, int status, boolean readiness) {
        asked |= readiness;
        Who who = new Who(address, PollerAgent.family(method, userAgent));
        note(who, ticker.nanos(), status == 503, readiness);
        if (seen.size() > MOST) {
            forgetOldest();
        }
    }

    /**
     * A poll came through the gateway, for somebody else. Any thread.
     *
     * @param path all of it, as it was received
     */
    public void throughTheGateway(String path) {
        exposedNanos = ticker.nanos();
        exposed = path;
    }

    /**
     * {@return what the last such poll asked for, null if none came within the last so many nanoseconds}
     *
     * @param nanos how far back to look
     */
    public @Nullable String exposedWithin(long nanos) {
        String path = exposed;
        return path != null && ticker.nanos() - exposedNanos < nanos ? path : null;
    }

    /** {@return whether anybody ever asked if requests may come} */
    public boolean anybody() {
        return asked;
    }

    /** Polls of one poller may come on several threads at once; none is lost. */
    private void note(Who who, long now, boolean down, boolean readiness) {
        boolean noted = false;
        while (!noted) {
            Seen before = seen.get(who);
            Told told = before == null ? Told.NEVER : before.told;
            Told after = readiness ? told.again(now, down) : told;
            noted = before == null
                    ? seen.putIfAbsent(who, new Seen(now, Double.NaN, down ? 1 : 0, after)) == null
                    : seen.replace(who, before, before.again(now, down ? 1 : 0, after));
        }
    }

    /**
     * {@return whether somebody who asks for readiness regularly, and still does, has not yet been told 503 often enough in a row to act on
     * it} A balancer has a rhythm with its second poll. Of what people type, as curl, three polls are needed whose intervals are alike. Who
     * has missed two of his polls is gone.
     */
    public boolean someoneUnaware() {
        return unaware() != null;
    }

    /** {@return who that is and how often it polls, for people; null for nobody} */
    public @Nullable String unaware() {
        long now = ticker.nanos();
        for (Map.Entry<Who, Seen> entry : seen.entrySet()) {
            Who who = entry.getKey();
            Told told = entry.getValue().told;
            if (told.unaware(now, PollerAgent.byHand(who.agent), PollerAgent.enough(who.agent))) {
                return PollerAgent.inWords(who.agent) + " at " + who.address + ", polling every "
                        + Math.round(told.everySeconds * 10) / 10.0 + " s";
            }
        }
        return null;
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
     * {@return the pollers for the report, the latest first}
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
        final Told told;

        Seen(long lastNanos, double everySeconds, long sawDown, Told told) {
            this.lastNanos = lastNanos;
            this.everySeconds = everySeconds;
            this.sawDown = sawDown;
            this.told = told;
        }

        Seen again(long now, long down, Told after) {
            return new Seen(now, average(everySeconds, now - lastNanos), sawDown + down, after);
        }
    }

    private static double average(double before, long intervalNanos) {
        double interval = intervalNanos / 1e9;
        return Double.isNaN(before) ? interval : before + NEWEST * (interval - before);
    }

    /**
     * What one poller knows of our readiness.
     *
     * @param asked how often it has asked, at least; as far as matters here
     * @param steady how many intervals in a row have been like those before, less what broke the row; people do not keep time
     * @param inARow how many 503 it was told since it was last told anything else
     */
    private record Told(int asked, long lastNanos, double everySeconds, int steady, int inARow) {

        static final Told NEVER = new Told(0, 0, Double.NaN, 0, 0);

        /** A poll is late now and then; this late it does not come. */
        private static final double GONE = 2.5;

        private static final double GRACE_SECONDS = 0.3;

        /** How far an interval may be from the average and still be of the rhythm. */
        private static final double TOLERANCE = 0.25;

        /** One late poll makes nobody of a poller who has kept time for long. */
        private static final int STEADIEST = 8;

        private static final int BROKEN = 2;

        /** Two checkers on one machine keep no common time; so many polls, that often, are no person's. */
        private static final int MANY = 10;

        private static final double OFTEN_SECONDS = 10;

        Told again(long now, boolean down) {
            double interval = (now - lastNanos) / 1e9;
            return new Told(
                    Math.min(MANY, asked + 1),
                    now,
                    asked == 0 ? Double.NaN : average(everySeconds, now - lastNanos),
                    // Some ask faster once they were told 503.
                    down || asked < 2 ? steady : kept(Math.abs(interval - everySeconds)),
                    down ? inARow + 1 : 0);
        }

        private int kept(double off) {
            return off <= TOLERANCE * everySeconds + GRACE_SECONDS
                    ? Math.min(steady + 1, STEADIEST)
                    : Math.max(0, steady - BROKEN);
        }

        /** @param byHand whether a person may be it, whose polls count once they keep time */
        boolean unaware(long now, boolean byHand, int enough) {
            return asked > 1
                    && (!byHand || steady > 0 || (asked >= MANY && everySeconds < OFTEN_SECONDS))
                    && inARow < enough
                    && (now - lastNanos) / 1e9 < GONE * everySeconds + GRACE_SECONDS;
        }
    }
}
