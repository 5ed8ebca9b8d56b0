package dev.gatewayhealth.watch;

import dev.gatewayhealth.contract.GatewayContract;
import dev.gatewayhealth.contract.Pass;
import dev.gatewayhealth.contract.Passes;
import dev.gatewayhealth.contract.Peer;
import dev.gatewayhealth.finding.Code;
import dev.gatewayhealth.finding.Noticed;
import dev.gatewayhealth.finding.Remedy;
import dev.gatewayhealth.finding.Severity;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Notices that as many requests are at work as nginx sends here at once ({@code max_conns}, ngx_http_upstream_round_robin.c): without
 * another server the next is answered 502 before this service hears of it.
 *
 * <p>Without a {@code zone} every worker of nginx counts for itself, and nobody here sees which of them a request came from: then all of
 * them together are the limit, and what a single one could have reached is a notice. For the watchdog's thread.
 */
final class ConnectionCap {

    /** Requests come and go: three looks in a row, as with request threads; a little below it is still said. */
    private static final int LOOKS = 3;

    private static final long LINGERS = TimeUnit.SECONDS.toNanos(5);

    private final double warnAt;
    private final Peer peer;
    private final String group;
    private final String at;
    private final long most;

    private int looks;
    private @Nullable Noticed last;
    private long saidAt;

    private ConnectionCap(double warnAt, Pass pass, Peer peer, long most) {
        this.warnAt = warnAt;
        this.peer = peer;
        this.group = String.valueOf(pass.group());
        this.at = pass.groupAt();
        this.most = most;
    }

    /** Null where nginx may send any number, has another server to turn to, or has ways here that are not counted with the others. */
    static @Nullable ConnectionCap of(GatewayContract contract, double warnAt) {
        Passes passes = contract.passes();
        Pass found = null;
        for (Pass pass : passes.all()) {
            if (pass.ours()) {
                boolean same = found == null || String.valueOf(found.group()).equals(pass.group());
                if (pass.group() == null || pass.hasAnother() || !same) {
                    return null;
                }
                found = pass;
            }
        }
        return found == null || passes.undecided() ? null : of(found, warnAt);
    }

    private static @Nullable ConnectionCap of(Pass pass, double warnAt) {
        Peer first = null;
        long most = 0;
        for (Peer peer : pass.peers()) {
            if (peer.down()) {
                continue;
            }
            if (peer.maxConns() == 0) {
                return null;
            }
            first = first == null ? peer : first;
            most += peer.maxConns();
        }
        return first == null ? null : new ConnectionCap(warnAt, pass, first, most);
    }

    /** What there is to say of so many requests that nginx waits for. */
    @Nullable
    Noticed state(long now, long busy) {
        Severity severity = severity(busy);
        looks = severity == null ? 0 : Math.min(looks + 1, LOOKS);
        if (severity != null && (looks >= LOOKS || severity == Severity.CRITICAL)) {
            saidAt = now;
            last = noticed(busy, severity);
        } else if (last != null && now - saidAt > LINGERS) {
            last = null;
        }
        return last;
    }

    private @Nullable Severity severity(long busy) {
        long all = peer.counters() == 0 ? Long.MAX_VALUE : most * peer.counters();
        if (busy >= all) {
            return Severity.CRITICAL;
        }
        if (peer.counters() > 0 && busy >= warnAt * all) {
            return Severity.WARNING;
        }
        return peer.counters() != 1 && busy >= most ? Severity.NOTICE : null;
    }

    private Noticed noticed(long busy, Severity severity) {
        String workers = peer.counters() == 0 ? "nginx's workers" : peer.counters() + " workers";
        return Noticed.of(Code.CONNECTIONS, "upstream " + group)
                .severity(severity)
                .message(busy + " requests are at work, and nginx sends no more than " + most
                        + " here at once (max_conns, "
                        + at + ")"
                        + (peer.counters() == 1 ? "" : " from each of " + workers + ", as the upstream has no zone")
                        + "; what is above that gets a 502, since the upstream " + group + " has no other server")
                .gateway(502, "no live upstreams while connecting to upstream")
                .evidence("used", busy)
                .evidence("maxConns", most)
                .evidence("workers", peer.counters() == 0 ? null : peer.counters())
                .evidence("at", at)
                .remedy(Remedy.nginx("server " + peer.address() + " max_conns=" + 2 * peer.maxConns() + ";"))
                .remedy(Remedy.service("answer sooner, or run a second instance in the upstream " + group
                        + ": nginx turns to it instead"))
                .build();
    }
}
