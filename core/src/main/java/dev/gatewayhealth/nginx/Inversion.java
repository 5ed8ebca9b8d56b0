package dev.gatewayhealth.nginx;

import dev.gatewayhealth.contract.Match;
import dev.gatewayhealth.contract.Received;
import dev.gatewayhealth.contract.Routes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * From a request as the service received it back to the locations it can have come through. Each exit is a chain of necessary
 * conditions on Host, protocol, method and path; whoever passes all of them is a candidate, so the true one always is.
 */
final class Inversion implements Routes {

    private final Way[] ways;
    private final Choice nobody;
    private final boolean regexes;

    /** @param any the match of all of them */
    Inversion(HttpConf conf, List<Exit> exits, Match any) {
        Sockets sockets = new Sockets(conf.servers());
        Map<HostRule, HostRule> hosts = new HashMap<>();
        this.ways = new Way[exits.size()];
        for (int i = 0; i < ways.length; i++) {
            HostRule rule = HostRule.of(exits.get(i), sockets);
            HostRule same = hosts.putIfAbsent(rule, rule);
            ways[i] = new Way(exits.get(i), same == null ? rule : same, conf);
        }
        this.regexes = conf.hasRegexes();
        this.nobody = Choice.none(any);
    }

    /** Where nobody fits, something between rewrites what nginx sends, and any of them may be meant. */
    @Override
    public Match match(Received received) {
        String raw = withoutFragment(received.path());
        String normalised = RequestUri.path(raw, true);
        String decoded = same(normalised, raw) ? raw : RequestUri.decoded(raw);
        Steps steps = regexes ? Steps.begin() : Steps.NONE;
        Choice choice = nobody;
        LocationTree searched = null;
        Loc found = null;
        HostRule asked = null;
        boolean hostFits = false;
        for (Way way : ways) {
            // Most ways share a server, so that neither its names nor its locations are searched twice.
            if (way.host() != asked) {
                asked = way.host();
                hostFits = asked.admits(received.host(), steps);
            }
            if (!hostFits) {
                continue;
            }
            LocationTree tree = same(normalised, raw) ? way.decidedBy() : null;
            if (tree == null) {
                if (way.admits(received) && way.admits(raw, normalised, decoded, steps)) {
                    choice = choice.with(way.exit());
                }
                continue;
            }
            if (tree != searched) {
                searched = tree;
                found = tree.locate(raw);
            }
            if (way.exit().loc() == found && way.admits(received)) {
                choice = choice.with(way.exit());
            }
        }
        return choice.match();
    }

    /** nginx hands on what it got, but looks for no location by what follows a number sign. */
    private static String withoutFragment(String path) {
        int fragment = path.indexOf('#');
        return fragment < 0 ? path : path.substring(0, fragment);
    }

    @SuppressWarnings("ReferenceEquality") // A plain path comes back as the same object.
    private static boolean same(@Nullable String one, String other) {
        return one == other;
    }
}
