package dev.gatewayhealth.report;

import dev.gatewayhealth.exchange.Spread;
import dev.gatewayhealth.finding.Finding;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The immutable picture of all of it at one instant; the only thing a health poll ever reads. */
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

        public Measured {
            limitUsed = Collections.unmodifiableMap(limitUsed);
        }
    }

    /** The contract as far as it concerns this service. */
    public record Contract(String source, List<String> assumed, List<Location> locations) {

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
     */
    public record Location(String match, String server, String at, List<Limit> limits) {

        public Location {
            limits = List.copyOf(limits);
        }
    }

    /** One limit of a location: a time, a size, another value, or unknown for a reason; exactly one of the four is set. */
    public record Limit(
            String directive,
            @Nullable Long ms,
            @Nullable Long bytes,
            @Nullable String value,
            @Nullable String unknown,
            @Nullable String source) {}

    /** Counts since the start, and the exchanges that matter now. */
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

        public Exchanges {
            near = List.copyOf(near);
        }
    }

    /**
     * An exchange near its limit, or one that the gateway left and that still runs.
     *
     * @param phase {@code receiving}, {@code before-header} or {@code streaming}
     * @param state {@code near}, {@code gave-up} or {@code abandoned}
     * @param queuedMs how long it waited before a thread took it, null if nobody said
     * @param thread the thread that works on it now, null if it is not known
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

        public Near {
            stack = List.copyOf(stack);
        }
    }

    /** One resource: its usage and forecast, or why it is absent. */
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
     * @param everySeconds null until it was seen twice
     */
    public record Poller(
            String from, String agent, @Nullable Double everySeconds, Instant lastSeen, long sawDown) {}
}
