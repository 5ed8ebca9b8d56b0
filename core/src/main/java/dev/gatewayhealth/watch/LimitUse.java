package dev.gatewayhealth.watch;

import dev.gatewayhealth.exchange.Exchanges.Counts;
import dev.gatewayhealth.exchange.Spread;
import dev.gatewayhealth.report.Report;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How much of its limit each exchange had used when it ended: the longest silence a look of the watchdog found, in parts of the limit. Those
 * that nobody looked at, because they were over by then, were short.
 *
 * <p>Belongs to the watchdog thread.
 */
final class LimitUse {

    /** As many locations as have a series of their own: who stores the series pays for each. */
    static final int MOST_ROUTES = 100;

    /** The route of exchanges that were over before anybody asked which location they came through. */
    static final String SHORT = "short";

    /** The route of those that came through a location there is no more room for. */
    static final String OTHER = "other";

    /** The route of those that came through no location that is known. */
    static final String UNKNOWN = "unknown";

    private static final double MORE_THAN_ALL = Math.nextUp(1.0);

    private final Map<String, Spread> routes = new LinkedHashMap<>();
    private final Spread brief = Spread.ofShares();
    private long known;
    private long told;
    private long merged;

    LimitUse() {
        routes.put(SHORT, brief);
    }

    /** What a look found. */
    void seen(Followed followed, Limit limit) {
        long bound = limit.nanos(followed.phase);
        if (bound > 0 && bound != Long.MAX_VALUE) {
            followed.used = Math.max(followed.used, (double) followed.silence / (double) bound);
        }
    }

    /** One that was followed has ended. */
    void ended(Followed followed) {
        Limit limit = followed.limit;
        if (limit != null) {
            // It may have rested since somebody last looked what it had used.
            seen(followed, limit);
        }
        if (followed.used < 0) {
            return;
        }
        known++;
        boolean gaveUp = followed.left == Followed.Left.GAVE_UP;
        of(followed.location()).add(gaveUp ? Math.max(followed.used, MORE_THAN_ALL) : followed.used);
    }

    private Spread of(String location) {
        String route = location.isEmpty() ? UNKNOWN : location;
        Spread its = routes.get(route);
        if (its == null && routes.size() > MOST_ROUTES) {
            merged++;
            route = OTHER;
            its = routes.get(route);
        }
        if (its == null) {
            its = Spread.ofShares();
            routes.put(route, its);
        }
        return its;
    }

    /**
     * All that have ended and were not followed were short.
     *
     * @param leftBehind how many run on although nobody waits for them: they count as ended nowhere but in the counts
     */
    void counted(Counts counts, long leftBehind) {
        long brieflyNow = counts.started() - counts.inFlight() - leftBehind - known;
        if (brieflyNow > told) {
            brief.addLowest(brieflyNow - told);
            told = brieflyNow;
        }
    }

    Report.Measured report(Spread.Reading queueTime, long largestHeader) {
        Map<String, Spread.Reading> readings = new LinkedHashMap<>();
        for (Map.Entry<String, Spread> each : routes.entrySet()) {
            readings.put(each.getKey(), each.getValue().reading());
        }
        return new Report.Measured(readings, queueTime, largestHeader, merged);
    }
}
