package dev.gatewayhealth.watch;

import dev.gatewayhealth.contract.Problem;
import dev.gatewayhealth.finding.Code;
import dev.gatewayhealth.finding.Noticed;
import dev.gatewayhealth.finding.Remedy;
import java.util.ArrayList;
import java.util.List;

/** Statements about what somebody wrote: settings and configurations that cannot be used. */
final class Standing {

    private Standing() {}

    static List<Noticed> of(List<dev.gatewayhealth.settings.Problem> problems) {
        List<Noticed> standing = new ArrayList<>();
        for (dev.gatewayhealth.settings.Problem problem : problems) {
            standing.add(of(problem));
        }
        return standing;
    }

    private static Noticed of(dev.gatewayhealth.settings.Problem problem) {
        return Noticed.of(Code.SETTINGS_INVALID, problem.key())
                .message(problem.line())
                .evidence("key", problem.key())
                .evidence("value", problem.value())
                .evidence("from", problem.from())
                .remedy(Remedy.service("set it to " + problem.accepted() + ", or leave it out"))
                .build();
    }

    /** @param source the configuration's main file, or what else the contract was read from */
    static Noticed of(Problem problem, String source) {
        return Noticed.of(Code.CONTRACT_UNREADABLE, problem.place())
                .message("the nginx configuration " + source + ": " + problem
                        + "; what could not be read there is taken to be nginx's default")
                .evidence("at", problem.place())
                .remedy(Remedy.nginx("nginx -t"))
                .remedy(Remedy.service("let the service read " + problem.file()
                        + ", or name another copy of the configuration, such as the output of nginx -T, in nginx.conf"))
                .build();
    }
}
