package dev.gatewayhealth.contract;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the gateway will tolerate, per location that proxies to this service. Immutable. */
public final class GatewayContract {

    private static final List<Problem> NO_PROBLEMS = List.of();

    private final String source;
    private final List<Location> locations;
    private final List<Problem> problems;
    private final Limits strictest;
    private final Routes routes;
    private final Passes passes;

    private GatewayContract(
            String source,
            List<Location> locations,
            List<Problem> problems,
            Limits strictest,
            Routes routes,
            Passes passes) {
        this.source = source;
        this.locations = List.copyOf(locations);
        this.problems = List.copyOf(problems);
        this.strictest = strictest;
        this.routes = routes;
        this.passes = passes;
    }

    /**
     * The contract where there is no configuration to read: nginx's defaults below whatever was set by hand.
     *
     * @param overrides what was set by hand
     * @param nginxVersion null where unknown; the values that bind one request have been the same in every version
     * @return it, without a location; its source is {@code settings} or {@code nginx defaults}
     */
    public static GatewayContract assumed(Overrides overrides, @Nullable String nginxVersion) {
        return assumed(overrides.any() ? "settings" : "nginx defaults", overrides, NO_PROBLEMS);
    }

    /**
     * The same, where a configuration should have been and could not be used.
     *
     * @param source what could not be used
     * @param overrides what was set by hand, above nginx's defaults
     * @param problems what could not be read or understood, to be told beside it
     * @return it, without a location
     */
    public static GatewayContract assumed(String source, Overrides overrides, List<Problem> problems) {
        Limits limits = overrides.over(Limits.defaults());
        Match match = Match.anywhere(limits);
        return new GatewayContract(source, List.of(), problems, limits, new Anywhere(match), Passes.NONE);
    }

    /**
     * The contract of a service that nginx hands connections on to unread, whichever of its stream servers they came by.
     *
     * @param source the path of the configuration
     * @param streams a place in the configuration for each of them; at least one
     * @param problems what could not be read or understood, to be told beside it
     * @return it, with as many locations
     */
    public static GatewayContract handedOn(String source, List<Location> streams, List<Problem> problems) {
        Match match = Match.of(streams);
        return new GatewayContract(source, streams, problems, match.limits(), new Anywhere(match), Passes.NONE);
    }

    /**
     * The contract of the locations read from a configuration; at least one.
     *
     * @param source the path of the configuration
     * @param any the match of all of them
     * @param problems what could not be read or understood, to be told beside it
     * @param routes from a request to the locations it can have come through
     * @return it, with the strictest limits of all locations where none is known
     */
    public static GatewayContract read(String source, Match any, List<Problem> problems, Routes routes) {
        List<Location> locations = any.candidates();
        Limits strictest = any.limits();
        return new GatewayContract(source, locations, problems, strictest, routes, Passes.NONE);
    }

    /**
     * The same contract with other problems beside it: what is kept when a change cannot be read.
     *
     * @param other the problems that take the place of those there were
     * @return a copy
     */
    public GatewayContract with(List<Problem> other) {
        return new GatewayContract(source, locations, other, strictest, routes, passes);
    }

    /**
     * The same contract with what the audit judges of its configuration.
     *
     * @param read every {@code proxy_pass} of the configuration
     * @return a copy
     */
    public GatewayContract with(Passes read) {
        return new GatewayContract(source, locations, problems, strictest, routes, read);
    }

    /** {@return what the audit judges of the configuration; {@link Passes#NONE} where none was read} */
    public Passes passes() {
        return passes;
    }

    /** {@return the limits where no location is known: those set by hand, and nginx's defaults} */
    public Limits strictest() {
        return strictest;
    }

    /**
     * {@return which limits bind a request} Safe for all threads.
     *
     * @param received what is known of the request
     */
    public Match match(Received received) {
        return routes.match(received);
    }

    /** {@return the locations that proxy to this service, in the order of the configuration; empty where nothing was read} */
    public List<Location> locations() {
        return locations;
    }

    /** {@return whether nginx hands what it gets on to this service unread ({@code stream}), and by no location} */
    public boolean handedOn() {
        return strictest.handedOn();
    }

    /** {@return the configuration's path, {@code settings} or {@code nginx defaults}} */
    public String source() {
        return source;
    }

    /** {@return what could not be read or understood of the configuration; empty where nothing is wrong} */
    public List<Problem> problems() {
        return problems;
    }

    /** {@return the shortest time any location gives this service to send its next byte; where it is unknown, as long as there is} */
    public Duration strictestReadTimeout() {
        Duration shortest = strictest.proxyReadTimeout().value();
        return shortest == null ? Duration.ofNanos(Long.MAX_VALUE) : shortest;
    }

    /** {@return the shortest time any location gives this service to take a connection; where it is unknown, as long as there is} */
    public Duration strictestConnectTimeout() {
        Duration shortest = strictest.proxyConnectTimeout().value();
        return shortest == null ? Duration.ofNanos(Long.MAX_VALUE) : shortest;
    }

    /** {@return the directives for which some location has nothing but nginx's own default} */
    public List<String> assumedDirectives() {
        Set<String> assumed = new LinkedHashSet<>();
        List<Limits> all = new ArrayList<>();
        for (Location location : locations) {
            all.add(location.limits());
        }
        if (all.isEmpty()) {
            all.add(strictest);
        }
        for (Limits limits : all) {
            note(assumed, limits.readDirective(), limits.proxyReadTimeout());
            if (!limits.handedOn()) {
                note(assumed, "proxy_send_timeout", limits.proxySendTimeout());
            }
            note(assumed, "proxy_connect_timeout", limits.proxyConnectTimeout());
            note(assumed, "proxy_buffer_size", limits.proxyBufferSize());
            note(assumed, "client_max_body_size", limits.clientMaxBodySize());
            note(assumed, "keepalive_timeout", limits.keepaliveTimeout());
        }
        return List.copyOf(assumed);
    }

    private static void note(Set<String> assumed, String directive, Sourced<?> value) {
        if (value.assumed()) {
            assumed.add(directive);
        }
    }

    /** The same limits wherever a request came through. */
    private record Anywhere(Match match) implements Routes {

        @Override
        public Match match(Received received) {
            return match;
        }
    }
}
