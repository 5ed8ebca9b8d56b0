package dev.gatewayhealth.watch;

import dev.gatewayhealth.contract.GatewayContract;
import dev.gatewayhealth.contract.Limits;
import dev.gatewayhealth.contract.Match;
import dev.gatewayhealth.contract.Sourced;
import dev.gatewayhealth.nginx.NginxTime;
import java.time.Duration;

/**
 * The time limits that bind one exchange.
 *
 * @param location the contract's match, empty where none is known
 * @param readNanos by the strictest candidate
 * @param lenientNanos by the most lenient one; the same unless the match is ambiguous
 * @param readSource where the strictest value was written
 */
record Limit(
        String location,
        long readNanos,
        long lenientNanos,
        String readSource,
        long sendNanos,
        String sendSource,
        boolean ambiguous) {

    static Limit of(GatewayContract contract, RequestFacts facts, boolean trustHeaders) {
        Match match = contract.match(facts.received());
        String location = match.location() == null ? "" : match.location();
        Limits strictest = match.limits();
        long read = strictest.readTimeoutNanos();
        if (trustHeaders && facts.saidLimitNanos() > 0 && !setByHand(strictest.proxyReadTimeout())) {
            read = facts.saidLimitNanos();
            return new Limit(
                    location,
                    read,
                    read,
                    "header " + facts.saidBy(),
                    strictest.sendTimeoutNanos(),
                    strictest.proxySendTimeout().source(),
                    false);
        }
        return new Limit(
                location,
                read,
                match.lenient().readTimeoutNanos(),
                strictest.proxyReadTimeout().source(),
                strictest.sendTimeoutNanos(),
                strictest.proxySendTimeout().source(),
                match.ambiguous());
    }

    private static boolean setByHand(Sourced<Duration> value) {
        return value.source().startsWith("setting ");
    }

    long nanos(Phase phase) {
        return phase == Phase.RECEIVING ? sendNanos : readNanos;
    }

    long lenientNanos(Phase phase) {
        return phase == Phase.RECEIVING ? sendNanos : lenientNanos;
    }

    String source(Phase phase) {
        return phase == Phase.RECEIVING ? sendSource : readSource;
    }

    String directive(Phase phase) {
        return phase == Phase.RECEIVING ? "proxy_send_timeout" : "proxy_read_timeout";
    }

    /** Twice the limit, as a value to paste; what a remedy proposes where nobody knows better. */
    String larger(Phase phase) {
        return NginxTime.format(Duration.ofNanos(nanos(phase)).multipliedBy(2));
    }
}
