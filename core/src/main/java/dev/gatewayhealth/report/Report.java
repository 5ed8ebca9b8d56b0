package dev.gatewayhealth.report;

import dev.gatewayhealth.exchange.Spread;
import dev.gatewayhealth.finding.Finding;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The immutable picture of all of it at one instant; the only thing a health poll ever reads.
 *
 * @param status the verdict, as the endpoint tells it
 * @param live false only where nothing but a restart would help
 * @param at when it was made
 * @param since when the status became what it is
 * @param version of Gateway Health
 * @param hooks where the monitor listens; empty where it sees no requests
 * @param contract what the gateway tolerates
 * @param exchanges requests since the start and at the moment
 * @param resources what the service can run out of, in a fixed order
 * @param pollers who asks for the endpoint, the latest first
 * @param findings active ones first, the worst first
 * @param measured for the meters alone
 */
public record Report(
        Status status,
        boolean live,
        Instant at,
        Instant since,
        String version,
        List<Hook> hooks,
        Contract contract,
        Exchanges exchanges,
        List<ResourceState> resources,
        List<Poller> pollers,
        List<Finding> findings,
        Measured measured) {

    /**
     * Keeps copies of the collections.
     *
     * @param status see {@link #status()}
     * @param live see {@link #live()}
     * @param at see {@link #at()}
     * @param since see {@link #since()}
     * @param version see {@link #version()}
     * @param hooks copied
     * @param contract see {@link #contract()}
     * @param exchanges see {@link #exchanges()}
     * @param resources copied
     * @param pollers copied
     * @param findings copied
     * @param measured see {@link #measured()}
     */
    public Report {
        hooks = List.copyOf(hooks);
        resources = List.copyOf(resources);
        pollers = List.copyOf(pollers);
        findings = List.copyOf(findings);
    }

    /**
     * One place where the monitor listens to a server.
     *
     * @param server for example {@code Tomcat/11.0.27}
     * @param point for example {@code CoyoteAdapter.service}
     * @param state {@code live}, {@code waiting} or why it is not
     */
    public record Hook(String server, String point, String state) {}

    /**
     * What is told as meters only.
     *
     * @param limitUsed by route, the share of its limit that each exchange had used when it ended
     * @param queueTime how long requests waited before a thread took them, in seconds; of a sample of those the gateway stamps
     * @param largestHeaderBytes of the responses of about the last minute; 0 without any
     * @param merged how many exchanges came through locations that there was no room for among the routes
     */
    public record Measured(
            Map<String, Spread.Reading> limitUsed, Spread.Reading queueTime, long largestHeaderBytes, long merged) {

        /** Before anything was measured. */
        public static final Measured NOTHING = new Measured(Map.of(), new Spread.Reading(List.of()), 0, 0);

        /**
         * Keeps a copy of the collection.
         *
         * @param limitUsed copied
         * @param queueTime see {@link #queueTime()}
         * @param largestHeaderBytes see {@link #largestHeaderBytes()}
         * @param merged see {@link #merged()}
         */
        public Measured {
            limitUsed = Collections.unmodifiableMap(limitUsed);
        }
    }

    /**
     * The contract as far as it concerns this service.
     *
     * @param source the configuration's path, {@code settings} or {@code nginx defaults}
     * @param assumed directives of which some location has nothing but nginx's default
     * @param locations those that proxy to this service
     */
    public record Contract(String source, List<String> assumed, List<Location> locations) {

        /**
         * Keeps copies of the collections.
         *
         * @param source see {@link #source()}
         * @param assumed copied
         * @param locations copied
         */
        public Contract {
            assumed = List.copyOf(assumed);
            locations = List.copyOf(locations);
        }
    }

    /**
     * One location that proxies to this service.
     *
     * @param match the location as nginx writes it, for example {@code ^~ /api/}
     * @param server the server's name
     * @param at {@code file:line}
     * @param limits by directive, in a fixed order
     */
    public record Location(String match, String server, String at, List<Limit> limits) {

        /**
         * Keeps a copy of the collection.
         *
         * @param match see {@link #match()}
         * @param server see {@link #server()}
         * @param at see {@link #at()}
         * @param limits copied
         */
        public Location {
            limits = List.copyOf(limits);
        }
    }

    /**
     * One limit of a location: a time, a size, another value, or unknown for a reason; exactly one of the four is set.
     *
     * @param directive nginx's name for it
     * @param ms a time in milliseconds
     * @param bytes a size in bytes
     * @param value anything else, as nginx would have it written
     * @param unknown why nobody can say
     * @param source where the value is written; null where it is unknown
     */
    public record Limit(
            String directive,
            @Nullable Long ms,
            @Nullable Long bytes,
            @Nullable String value,
            @Nullable String unknown,
            @Nullable String source) {}

    /**
     * Counts since the start, and the exchanges that matter now.
     *
     * @param inFlight begun and neither ended nor left behind
     * @param started all that began
     * @param answered ended with a whole response
     * @param failed ended, and not with a whole response
     * @param gaveUp left by the gateway, whose time was up
     * @param abandoned left because their client had gone
     * @param overflowed followed by nobody, because too many were in flight
     * @param longestSilenceMs how long the quietest one in flight has sent nothing, in milliseconds; 0 without any
     * @param near a few of those that matter, the one that has been silent longest first
     */
    public record Exchanges(
            long inFlight,
            long started,
            long answered,
            long failed,
            long gaveUp,
            long abandoned,
            long overflowed,
            long longestSilenceMs,
            List<Near> near) {

        /**
         * Keeps a copy of the collection.
         *
         * @param inFlight see {@link #inFlight()}
         * @param started see {@link #started()}
         * @param answered see {@link #answered()}
         * @param failed see {@link #failed()}
         * @param gaveUp see {@link #gaveUp()}
         * @param abandoned see {@link #abandoned()}
         * @param overflowed see {@link #overflowed()}
         * @param longestSilenceMs see {@link #longestSilenceMs()}
         * @param near copied
         */
        public Exchanges {
            near = List.copyOf(near);
        }
    }

    /**
     * An exchange near its limit, or one that the gateway left and that still runs.
     *
     * @param id of the exchange within this process
     * @param requestId what the gateway calls it; null where it does not say
     * @param method null where the server does not tell
     * @param path without the query, cut if long; null where the server does not tell
     * @param location as nginx writes it; null where several fit
     * @param phase {@code receiving}, {@code before-header} or {@code streaming}
     * @param state {@code near}, {@code gave-up} or {@code abandoned}
     * @param async whether the request's thread has gone back to the pool
     * @param silenceMs how long nothing has moved, in milliseconds
     * @param limitMs how long the gateway tolerates that, in milliseconds
     * @param limitSource where the limit is written
     * @param ambiguous whether locations with different limits fit
     * @param queuedMs how long it waited before a thread took it, null if nobody said
     * @param thread the thread that works on it now, null if it is not known
     * @param stack of that thread, the innermost frame first; empty where it was not looked at
     */
    public record Near(
            long id,
            @Nullable String requestId,
            @Nullable String method,
            @Nullable String path,
            @Nullable String location,
            String phase,
            String state,
            boolean async,
            long silenceMs,
            long limitMs,
            String limitSource,
            boolean ambiguous,
            @Nullable Long queuedMs,
            @Nullable String thread,
            List<String> stack) {

        /**
         * Keeps a copy of the collection.
         *
         * @param id see {@link #id()}
         * @param requestId see {@link #requestId()}
         * @param method see {@link #method()}
         * @param path see {@link #path()}
         * @param location see {@link #location()}
         * @param phase see {@link #phase()}
         * @param state see {@link #state()}
         * @param async see {@link #async()}
         * @param silenceMs see {@link #silenceMs()}
         * @param limitMs see {@link #limitMs()}
         * @param limitSource see {@link #limitSource()}
         * @param ambiguous see {@link #ambiguous()}
         * @param queuedMs see {@link #queuedMs()}
         * @param thread see {@link #thread()}
         * @param stack copied
         */
        public Near {
            stack = List.copyOf(stack);
        }
    }

    /**
     * One resource: its usage and forecast, or why it is absent.
     *
     * @param name for example {@code request-threads}
     * @param used how much of it, in its own unit; null where it is absent
     * @param limit how much there is, in the same unit; null where nobody knows
     * @param source where the limit comes from
     * @param headroom the share that is left, from 0 to 1
     * @param perSecond how fast the usage changes, in units per second; negative when it recovers
     * @param exhaustedInSeconds when it is used up if that goes on; null where it is not forecast to be
     * @param confidence 0 to 1, how much of what was seen agrees with the forecast
     * @param absent why it cannot be measured here; null where it can
     */
    public record ResourceState(
            String name,
            @Nullable Double used,
            @Nullable Double limit,
            @Nullable String source,
            @Nullable Double headroom,
            @Nullable Double perSecond,
            @Nullable Double exhaustedInSeconds,
            @Nullable Double confidence,
            @Nullable String absent) {}

    /**
     * Who polls the endpoint.
     *
     * @param from the address of the socket's other end
     * @param agent the family its {@code User-Agent} belongs to
     * @param everySeconds null until it was seen twice
     * @param lastSeen when it asked last
     * @param sawDown how often it was told 503
     */
    public record Poller(
            String from, String agent, @Nullable Double everySeconds, Instant lastSeen, long sawDown) {}
}
