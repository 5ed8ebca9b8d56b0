package dev.gatewayhealth.audit;

import dev.gatewayhealth.contract.Location;
import dev.gatewayhealth.contract.Pass;
import dev.gatewayhealth.finding.Noticed;
import java.util.ArrayList;
import java.util.List;

/** One listener of ours, what leads to it, and what has been noticed of the two so far; for use by one thread. */
final class Judged {

    private final ListenerLimits service;
    private final List<Pass> passes;
    private final List<Noticed> noticed;

    Judged(ListenerLimits service, List<Pass> passes, List<Noticed> noticed) {
        this.service = service;
        this.passes = passes;
        this.noticed = noticed;
    }

    ListenerLimits service() {
        return service;
    }

    /** Those that end at this listener, in the order of the configuration. */
    List<Pass> passes() {
        return passes;
    }

    void notice(Noticed what) {
        noticed.add(what);
    }

    /** What findings about this listener are called: its port or its socket. */
    String subject() {
        return subject(service);
    }

    static String subject(ListenerLimits service) {
        String path = service.listening().unixPath();
        return path == null ? ":" + service.listening().port() : "unix:" + path;
    }

    /** As the contract writes them, a few of them. */
    static List<String> matches(List<Pass> passes) {
        List<String> matches = new ArrayList<>();
        for (Pass pass : passes) {
            String match = name(pass.location());
            if (!matches.contains(match) && matches.size() < 10) {
                matches.add(match);
            }
        }
        return matches;
    }

    static String name(Location location) {
        return location.match() + (location.server().isEmpty() ? "" : " of " + location.server());
    }
}
