package dev.gatewayhealth.watch;

import dev.gatewayhealth.contract.Pass;
import dev.gatewayhealth.contract.Passes;
import dev.gatewayhealth.contract.Peer;
import dev.gatewayhealth.exchange.Exchanges.Counts;
import dev.gatewayhealth.finding.Code;
import dev.gatewayhealth.finding.Noticed;
import dev.gatewayhealth.finding.Remedy;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Infers that nginx has taken this server out of an upstream block (nginx: {@code ngx_http_upstream_free_round_robin_peer}).
 *
 * <p>nginx tells nobody. What shows inside is a stop: requests came one after the other, some failed, and from that moment on there
 * are none, not fewer. Traffic that ends by itself ends at any moment, so the stop must follow a failure at once, the traffic
 * before it must have been dense, and the block must have another server; nginx never takes out the only one. For the watchdog's
 * thread.
 */
final class UpstreamEjected {

    /** How much traffic there must have been for its end to say something. */
    private static final int ENOUGH = 20;

    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long BUCKET = 500 * MILLI;
    private static final int BUCKETS = 20;

    /** A failure is noticed a little later than nginx counts it, and requests may be under way in between. */
    private static final long SLACK = 500 * MILLI;

    private static final long QUIET = 2_000 * MILLI;
    /** How much longer than any pause in the traffic before. */
    private static final int PAUSES = 4;

    /** In how many of the half seconds before there must have been a request: a burst is no traffic. */
    private static final int FILLED = 8;

    private final long[] arrivals = new long[BUCKETS];
    private boolean begun;
    private long started;
    private long failures;
    private long bucket;
    private long lastArrival;
    private long patience = QUIET;
    private long firstFailure;
    private long lastFailure;
    private long recentFailures;
    private long before;
    private boolean out;
    private long outSince;
    private long silentNanos;
    private @Nullable Pass pass;
    private @Nullable Peer peer;

    /** Takes note of the counts of this round. */
    void look(long now, Counts counts, Passes passes) {
        long failed = counts.gaveUp() + counts.failed();
        if (!begun) {
            begun = true;
            bucket = now;
            lastArrival = now;
            lastFailure = now - TimeUnit.HOURS.toNanos(1);
        } else {
            turn(now);
            arrived(now, counts.started() - started);
            failed(now, failed - failures, passes);
        }
        started = counts.started();
        failures = failed;
        judge(now);
    }

    /** The statement while nginx leaves this server alone, else null. */
    @Nullable
    Noticed state() {
        Pass through = pass;
        Peer here = peer;
        return out && through != null && here != null ? noticed(through, here) : null;
    }

    private void turn(long now) {
        for (int turns = 0; now - bucket >= BUCKET && turns < BUCKETS; turns++) {
            bucket += BUCKET;
            System.arraycopy(arrivals, 1, arrivals, 0, BUCKETS - 1);
            arrivals[BUCKETS - 1] = 0;
        }
        bucket = now - bucket >= BUCKET ? now : bucket;
    }

    private void arrived(long now, long count) {
        if (count <= 0) {
            return;
        }
        lastArrival = now;
        arrivals[BUCKETS - 1] += count;
        out = false;
    }

    private void failed(long now, long count, Passes passes) {
        if (count <= 0 || out) {
            return;
        }
        find(passes);
        Peer here = peer;
        if (here == null) {
            return;
        }
        if (recentFailures == 0 || now - firstFailure > here.failTimeoutMillis() * MILLI) {
            firstFailure = now;
            recentFailures = 0;
        }
        recentFailures += count;
        lastFailure = now;
        before = now - lastArrival <= SLACK ? dense() : 0;
    }

    /** How many requests there were in the last 10 s, 0 where they came in bursts. */
    private long dense() {
        long total = 0;
        int filled = 0;
        int pause = 0;
        int longest = 0;
        for (int i = 0; i < BUCKETS; i++) {
            boolean empty = arrivals[i] == 0;
            // The last one has only begun.
            pause = empty && filled > 0 && i < BUCKETS - 1 ? pause + 1 : 0;
            longest = Math.max(longest, pause);
            filled += empty ? 0 : 1;
            total += arrivals[i];
        }
        patience = Math.max(QUIET, BUCKET * PAUSES * (longest + 1));
        return filled < FILLED ? 0 : total;
    }

    private void judge(long now) {
        Peer here = peer;
        if (here == null) {
            return;
        }
        silentNanos = now - lastArrival;
        if (out) {
            // By then nginx has tried again, if anybody has asked it for something.
            out = now - outSince <= here.failTimeoutMillis() * MILLI + QUIET;
            return;
        }
        boolean stopped = lastArrival - lastFailure <= SLACK && silentNanos >= patience;
        boolean soon = now - lastFailure <= Math.max(here.failTimeoutMillis() * MILLI, QUIET + 2 * SLACK);
        if (stopped && soon && before >= ENOUGH && recentFailures >= here.maxFails()) {
            out = true;
            outSince = lastFailure;
        }
    }

    /** The block through which this service gets its requests, if nginx has somebody else to turn to there. */
    private void find(Passes passes) {
        pass = null;
        peer = null;
        for (Pass each : passes.all()) {
            Peer here = each.group() == null ? null : ejectable(each);
            if (here != null) {
                pass = each;
                peer = here;
                return;
            }
        }
    }

    private static @Nullable Peer ejectable(Pass through) {
        Peer here = null;
        boolean others = false;
        for (Peer each : through.peers()) {
            if (each.ours() && !each.down() && !each.backup() && each.maxFails() > 0) {
                here = each;
            }
            others |= !each.ours() && !each.down();
        }
        return others ? here : null;
    }

    private Noticed noticed(Pass through, Peer here) {
        return Noticed.of(Code.UPSTREAM_EJECTED, through.group() == null ? "" : through.group())
                .message("nginx seems to have taken this server out of the upstream " + through.group() + " ("
                        + through.groupAt() + ") for " + here.failTimeoutMillis() / 1000 + " s: " + before
                        + " requests came in the 10 s before, " + recentFailures + " failed (max_fails="
                        + here.maxFails() + "), and since then there was none")
                .evidence("upstream", through.group())
                .evidence("at", through.groupAt())
                .evidence("server", here.address())
                .evidence("maxFails", here.maxFails())
                .evidence("failTimeoutMs", here.failTimeoutMillis())
                .evidence("failures", recentFailures)
                .evidence("requestsBefore", before)
                .evidence("silentMs", silentNanos / MILLI)
                .evidence("inferred", true)
                .remedy(Remedy.nginx("server " + here.address() + " max_fails=" + (here.maxFails() + 2)
                        + " fail_timeout=" + Math.max(1, here.failTimeoutMillis() / 1000) + "s;"))
                .remedy(Remedy.service(
                        "keep every URL under proxy_read_timeout: one that is slow takes the whole server"
                                + " out; gateway-gave-up and read-timeout-near say which"))
                .build();
    }
}
