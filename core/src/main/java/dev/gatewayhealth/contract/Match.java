package dev.gatewayhealth.contract;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known about the location a request came through.
 *
 * @param location its match as nginx writes it, null where several different ones fit
 * @param limits per value the strictest of the candidates
 * @param lenient per value the most lenient of them
 * @param ambiguous whether candidates with different values remain
 * @param candidates every location the request can have come through; empty where no location is known at all
 */
public record Match(
        @Nullable String location, Limits limits, Limits lenient, boolean ambiguous, List<Location> candidates) {

    /**
     * Keeps a copy of the collection.
     *
     * @param location see {@link #location()}
     * @param limits see {@link #limits()}
     * @param lenient see {@link #lenient()}
     * @param ambiguous see {@link #ambiguous()}
     * @param candidates copied
     */
    public Match {
        candidates = List.copyOf(candidates);
    }

    /**
     * {@return the match of the locations that remain; at least one}
     *
     * @param candidates the locations that fit the request; not empty
     */
    public static Match of(List<Location> candidates) {
        List<Limits> all = new ArrayList<>(candidates.size());
        Limits first = candidates.get(0).limits();
        String text = candidates.get(0).match();
        boolean differ = false;
        boolean same = true;
        for (Location location : candidates) {
            all.add(location.limits());
            differ = differ || !location.limits().sameValues(first);
            same = same && location.match().equals(text);
        }
        return new Match(
                same ? text : null,
                differ ? Limits.strictest(all) : first,
                differ ? Limits.mostLenient(all) : first,
                differ,
                candidates);
    }

    /**
     * {@return the match of a contract that knows no locations}
     *
     * @param limits of every request
     */
    public static Match anywhere(Limits limits) {
        return new Match(null, limits, limits, false, List.of());
    }
}
