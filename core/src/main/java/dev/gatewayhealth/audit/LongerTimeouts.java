package dev.gatewayhealth.audit;

import dev.gatewayhealth.contract.Pass;
import dev.gatewayhealth.contract.Sourced;
import dev.gatewayhealth.finding.Code;
import dev.gatewayhealth.finding.Noticed;
import dev.gatewayhealth.finding.Remedy;
import dev.gatewayhealth.nginx.NginxTime;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The service waits for something longer than nginx waits for the service: it ends after nobody is there to hear of it. */
final class LongerTimeouts {

    private static final String PHRASE =
            "upstream timed out (110: Connection timed out) while reading response header from upstream";

    private static final String ASYNC = "asynchronous requests";

    private LongerTimeouts() {}

    /** @param everywhere what holds for the whole JVM, whichever listener a request came by */
    static void judge(Judged judged, List<ListenerLimits.ApplicationTimeout> everywhere) {
        Pass strictest = strictest(judged);
        Duration limit = strictest == null
                ? null
                : strictest.location().limits().proxyReadTimeout().value();
        if (strictest == null || limit == null) {
            return;
        }
        ListenerLimits service = judged.service();
        say(judged, strictest, limit, ASYNC, service.asyncTimeout());
        for (ListenerLimits.ApplicationTimeout each : service.applicationTimeouts()) {
            say(judged, strictest, limit, each.name(), each.timeout());
        }
        for (ListenerLimits.ApplicationTimeout each : everywhere) {
            say(judged, strictest, limit, each.name(), each.timeout());
        }
    }

    private static @Nullable Pass strictest(Judged judged) {
        Pass strictest = null;
        Duration shortest = null;
        for (Pass pass : judged.passes()) {
            Duration time = pass.location().limits().proxyReadTimeout().value();
            if (time != null && (shortest == null || time.compareTo(shortest) < 0)) {
                strictest = pass;
                shortest = time;
            }
        }
        return strictest;
    }

    private static void say(Judged judged, Pass pass, Duration limit, String what, Sourced<Duration> waits) {
        Duration ours = waits.value();
        if (ours == null || ours.compareTo(limit) <= 0) {
            return;
        }
        Sourced<Duration> nginx = pass.location().limits().proxyReadTimeout();
        boolean never = ours.equals(ListenerLimits.NEVER);
        boolean async = what.equals(ASYNC);
        Duration below = limit.toMillis() > 2000 ? limit.minusSeconds(1) : limit.dividedBy(2);
        Noticed.Builder notice = Noticed.of(Code.APPLICATION_TIMEOUT_LONGER, judged.subject() + " " + what)
                .message("the service " + (never ? "never gives up on " : "gives up on ") + what
                        + (never ? "" : " after " + Words.time(ours)) + " " + Words.from(waits)
                        + ", nginx after " + Words.time(limit) + " " + Words.from(nginx) + " in location "
                        + Judged.name(pass.location()) + ": from then on it works for nobody")
                .gateway(504, PHRASE)
                .evidence("timeout", what)
                .evidence("timeoutMs", never ? null : ours.toMillis())
                .evidence("timeoutSource", waits.source())
                .evidence("location", pass.location().match())
                .evidence("limitMs", limit.toMillis())
                .evidence("limitSource", nginx.source());
        if (!never) {
            notice.remedy(Remedy.nginx("proxy_read_timeout " + NginxTime.format(ours.plusSeconds(5)) + ";"));
        }
        judged.notice(notice.remedy(Remedy.service(
                        async ? ServerSide.of(judged.service().server()).asyncTimeout(below) : set(what, below, limit)))
                .build());
    }

    private static String set(String what, Duration below, Duration limit) {
        String line = KnownTimeouts.line(what, below);
        return line == null ? what + " below " + Words.time(limit) : line;
    }
}
