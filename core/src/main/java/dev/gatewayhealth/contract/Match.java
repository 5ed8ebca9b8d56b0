package dev.gatewayhealth.contract;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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

    public Match {
        candidates = List.copyOf(candidates);
    }

    /** The match of the locations that remain; at least one. */
    public static Match of(List<Location> candidates) {
        List<Limits> all = candidates.stream().map(Location::limits).toList();
        Limits first = all.get(0);
        boolean differ = all.stream().anyMatch(limits -> !limits.sameValues(first));
        Set<String> texts = new LinkedHashSet<>();
        candidates.forEach(location -> texts.add(location.match()));
        String only = texts.size() == 1 ? candidates.get(0).match() : null;
        return new Match(
                only,
                differ ? Limits.strictest(all) : first,
                differ ? Limits.mostLenient(all) : first,
                differ,
                candidates);
    }

    /** The match of a contract that knows no locations. */
    public static Match anywhere(Limits limits) {
        return new Match(null, limits, limits, false, List.of());
    }
}
