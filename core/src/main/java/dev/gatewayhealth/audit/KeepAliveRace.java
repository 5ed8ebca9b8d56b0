package dev.gatewayhealth.audit;

import dev.gatewayhealth.contract.Pass;
import dev.gatewayhealth.contract.Sourced;
import dev.gatewayhealth.finding.Code;
import dev.gatewayhealth.finding.Noticed;
import dev.gatewayhealth.finding.Remedy;
import dev.gatewayhealth.finding.Severity;
import dev.gatewayhealth.nginx.NginxTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The service closes an idle connection before nginx does, or at the same time: a request that nginx sends in that moment is lost.
 *
 * <p>Where both wait equally long the service is first, because its clock starts when the answer leaves and nginx's when the
 * answer has arrived; and nginx's timers may fire 0.3 s early but never late enough to matter. So everything up to half a second
 * longer counts as a tie.
 */
final class KeepAliveRace {

    private static final Duration TIE = Duration.ofMillis(500);
    private static final Duration ROOM = Duration.ofSeconds(5);
    private static final Duration AMPLE = Duration.ofSeconds(15);
    private static final String CLOSED =
            "upstream prematurely closed connection while reading response header from upstream";

    private final Judged judged;
    private final KeepAliveProof proof;

    private KeepAliveRace(Judged judged, KeepAliveProof proof) {
        this.judged = judged;
        this.proof = proof;
    }

    /** Says for every pool of connections to the listener whether it is in a race; the shortest idle timeout that is, or null. */
    static @Nullable Duration judge(Judged judged, KeepAliveProof proof) {
        KeepAliveRace race = new KeepAliveRace(judged, proof);
        Duration shortest = null;
        for (List<Pass> pool : pools(judged.passes())) {
            Duration idle = race.of(pool);
            if (idle != null && (shortest == null || idle.compareTo(shortest) < 0)) {
                shortest = idle;
            }
        }
        return shortest;
    }

    /** The passes that use the same connections. */
    private static List<List<Pass>> pools(List<Pass> passes) {
        Map<String, List<Pass>> pools = new LinkedHashMap<>();
        for (Pass pass : passes) {
            if (Boolean.TRUE.equals(pass.reuse().value())) {
                pools.computeIfAbsent(pass.group() + " " + pass.httpVersion().value(), key -> new ArrayList<>())
                        .add(pass);
            }
        }
        return new ArrayList<>(pools.values());
    }

    private @Nullable Duration of(List<Pass> pool) {
        Sourced<Duration> nginx = pool.get(0).location().limits().keepaliveTimeout();
        Duration gateway = nginx.value();
        Sourced<Duration> idle = idle(pool.get(0));
        Duration ours = idle.value();
        // Nothing is idle between two requests where every connection carries one only, or nginx lets go at once.
        if (gateway == null || gateway.isZero() || ours == null || single()) {
            return null;
        }
        Sourced<Duration> pressed = judged.service().pressedIdleTimeout();
        Duration low = pressed.value();
        if (races(ours, gateway)) {
            say(pool, idle, ours, nginx, gateway, "");
            return ours;
        }
        if (low != null && races(low, gateway)) {
            say(pool, pressed, low, nginx, gateway, " while it is short of resources");
            return low;
        }
        return null;
    }

    private Sourced<Duration> idle(Pass pass) {
        return "2".equals(pass.httpVersion().value())
                ? judged.service().http2IdleTimeout()
                : judged.service().idleTimeout();
    }

    private boolean single() {
        Long requests = judged.service().keepAliveRequests().value();
        return requests != null && requests <= 1;
    }

    private static boolean races(Duration ours, Duration gateway) {
        return ours.compareTo(ListenerLimits.NEVER) != 0 && ours.minus(TIE).compareTo(gateway) < 0;
    }

    private void say(
            List<Pass> pool,
            Sourced<Duration> idle,
            Duration ours,
            Sourced<Duration> nginx,
            Duration gateway,
            String when) {
        Pass first = pool.get(0);
        Noticed.Builder notice = Noticed.of(Code.KEEPALIVE_RACE, judged.subject() + upstream(first))
                .severity(proof.seen() ? Severity.WARNING : Severity.NOTICE)
                .message("the service closes an idle connection after " + Words.time(ours) + " " + Words.from(idle)
                        + when
                        + ", nginx keeps it for " + Words.time(gateway) + " " + Words.from(nginx)
                        + upstream(first) + ": a request sent as it closes is lost, " + retried(first) + proof.told())
                .gateway(502, CLOSED)
                .evidence("idleTimeoutMs", ours.toMillis())
                .evidence("idleTimeoutSource", idle.source())
                .evidence("keepaliveTimeoutMs", gateway.toMillis())
                .evidence("keepaliveTimeoutSource", nginx.source())
                .evidence("upstream", first.group())
                .evidence("locations", Judged.matches(pool))
                .evidence("httpVersion", first.httpVersion().value())
                .evidence("nextUpstream", String.join(" ", first.nextUpstream()));
        proof.evidence(notice);
        notice.remedy(Remedy.nginx("keepalive_timeout " + NginxTime.format(below(ours)) + ";"));
        notice.remedy(Remedy.service(ServerSide.of(judged.service().server()).idleTimeout(above(gateway))));
        judged.notice(notice.build());
    }

    private static String upstream(Pass pass) {
        return pass.group() == null ? "" : " in the upstream " + pass.group();
    }

    /** What nginx does with a request that was lost (nginx: {@code ngx_http_upstream_test_next}). */
    private static String retried(Pass pass) {
        List<String> when = pass.nextUpstream();
        if (when.contains("off") || !when.contains("error")) {
            return "and nginx tries none again (proxy_next_upstream " + String.join(" ", when) + ")";
        }
        return when.contains("non_idempotent")
                ? "and nginx sends it once more, POST too (non_idempotent): work may be done twice"
                : "and nginx tries all again but POST, LOCK and PATCH: those are a 502";
    }

    /** Room enough, where there is any: what nginx is told must stay below the service's. */
    private static Duration below(Duration ours) {
        Duration less = ours.minus(ROOM);
        return less.compareTo(ROOM) >= 0 ? less : Duration.ofMillis(Math.max(ours.toMillis() / 2, 1));
    }

    private static Duration above(Duration gateway) {
        return gateway.plus(AMPLE);
    }
}
