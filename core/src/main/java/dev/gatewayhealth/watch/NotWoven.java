package dev.gatewayhealth.watch;

import dev.gatewayhealth.finding.Code;
import dev.gatewayhealth.finding.Noticed;
import dev.gatewayhealth.finding.Remedy;
import dev.gatewayhealth.report.Report;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Says which points of a server the agent could not take up, or lost: one statement for each server. */
final class NotWoven {

    private NotWoven() {}

    /** Adds a statement for each server that is followed in part, or not at all; usually none. */
    static void add(List<Noticed> states, List<Report.Hook> hooks) {
        Set<String> told = null;
        for (Report.Hook hook : hooks) {
            if (hook.state().startsWith("not-followed")) {
                states.add(nobodys(hook));
            } else if (isMissing(hook)) {
                told = told == null ? new LinkedHashSet<>() : told;
                if (told.add(hook.server())) {
                    states.add(of(hook.server(), hooks));
                }
            }
        }
    }

    /** A class that is still to be loaded, or that the server does well without, is not missing. */
    private static boolean isMissing(Report.Hook hook) {
        return hook.state().startsWith("not-woven") || hook.state().startsWith("failing");
    }

    /** A port of this process that belongs to no server we follow. */
    private static Noticed nobodys(Report.Hook hook) {
        return Noticed.of(Code.NOT_WOVEN, hook.point())
                .message(hook.point() + " of this process is served by nobody that Gateway Health follows ("
                        + hook.state().substring(hook.state().indexOf(' ') + 1)
                        + "), so its requests are neither seen nor counted, and no finding here says anything of them")
                .evidence("points", Map.of(hook.point(), hook.state()))
                .remedy(Remedy.service(
                        "if HTTP is served there, put the servlet library or the starter into the service where"
                                + " they fit, and report the server's name and version; if it is not, nothing"))
                .build();
    }

    private static Noticed of(String server, List<Report.Hook> hooks) {
        Map<String, Object> missing = new LinkedHashMap<>();
        int points = 0;
        for (Report.Hook hook : hooks) {
            if (hook.server().equals(server)) {
                points++;
                if (isMissing(hook)) {
                    missing.put(hook.point(), hook.state());
                }
            }
        }
        Map.Entry<String, Object> first = missing.entrySet().iterator().next();
        String others = missing.size() > 1 ? ", and " + (missing.size() - 1) + " more" : "";
        return Noticed.of(Code.NOT_WOVEN, server)
                .message(missing.size() + " of " + points + " points of " + server
                        + " tell nothing, so what is said of its requests may be incomplete: " + first.getKey() + " ("
                        + first.getValue() + ")" + others)
                .evidence("points", missing)
                .remedy(Remedy.service("give -javaagent of Gateway Health before any other agent; if the server starts"
                        + " later than the others in this JVM, start it with them. If that is not it, report the server's"
                        + " version"))
                .build();
    }
}
