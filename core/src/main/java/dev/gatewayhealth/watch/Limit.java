package dev.gatewayhealth.watch;

import dev.gatewayhealth.contract.GatewayContract;
import dev.gatewayhealth.contract.Limits;
import dev.gatewayhealth.contract.Location;
import dev.gatewayhealth.contract.Match;
import dev.gatewayhealth.contract.Sourced;
import dev.gatewayhealth.nginx.NginxTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The time limits that bind one exchange.
 *
 * @param location the contract's match, empty where none is known
 * @param readNanos by the strictest candidate
 * @param lenientNanos by the most lenient one; the same unless the match is ambiguous
 * @param readSource where the strictest value was written
 * @param candidates the locations it can have come through, while their values differ; else empty
 */
record Limit(
        String location,
        long readNanos,
        long lenientNanos,
        String readSource,
        long sendNanos,
        String sendSource,
        boolean ambiguous,
        List<Location> candidates) {

    static Limit of(GatewayContract contract, RequestFacts facts, boolean trustHeaders) {
        Match match = contract.match(facts.received());
        Limits strictest = match.limits();
        long read = strictest.readTimeoutNanos();
        if (trustHeaders && facts.saidLimitNanos() > 0 && !setByHand(strictest.proxyReadTimeout())) {
            read = facts.saidLimitNanos();
            return new Limit(
                    location(match),
                    read,
                    read,
                    "header " + facts.saidBy(),
                    strictest.sendTimeoutNanos(),
                    strictest.proxySendTimeout().source(),
                    false,
                    List.of());
        }
        return of(match);
    }

    private static Limit of(Match match) {
        Limits strictest = match.limits();
        return new Limit(
                location(match),
                strictest.readTimeoutNanos(),
                match.lenient().readTimeoutNanos(),
                strictest.proxyReadTimeout().source(),
                strictest.sendTimeoutNanos(),
                strictest.proxySendTimeout().source(),
                match.ambiguous(),
                match.ambiguous() ? match.candidates() : List.of());
    }

    private static String location(Match match) {
        return match.location() == null ? "" : match.location();
    }

    /** The limit of those candidates whose read timeout lies there; itself if none does. */
    Limit between(long leastNanos, long mostNanos) {
        List<Location> left = new ArrayList<>(candidates.size());
        for (Location each : candidates) {
            long read = each.limits().readTimeoutNanos();
            if (read >= leastNanos && read <= mostNanos) {
                left.add(each);
            }
        }
        return left.isEmpty() || left.size() == candidates.size() ? this : of(Match.of(left));
    }

    /** The longest read timeout of a candidate that is not longer than that, in nanoseconds; the strictest if all are. */
    long longestUpTo(long nanos) {
        long longest = readNanos;
        for (Location each : candidates) {
            long read = each.limits().readTimeoutNanos();
            if (read <= nanos && read > longest) {
                longest = read;
            }
        }
        return longest;
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
