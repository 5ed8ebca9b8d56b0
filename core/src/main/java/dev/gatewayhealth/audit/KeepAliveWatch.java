package dev.gatewayhealth.audit;

import dev.gatewayhealth.finding.Code;
import dev.gatewayhealth.finding.Noticed;
import dev.gatewayhealth.finding.Remedy;
import dev.gatewayhealth.nginx.NginxTime;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Sees whether the race for idle connections happens. The contract's thread says whether there is one; the watchdog says how long reused
 * connections were idle, and what nginx's log says.
 *
 * <p>A near miss is a request on a connection that had a twentieth of its idle timeout left, or a second of it. While nothing races
 * there is none: nginx, or whoever else asks, lets go in time.
 */
public final class KeepAliveWatch {

    private static final long SECOND = 1_000_000_000L;

    /** What an idle connection races against; null while nothing does. Written by the contract's thread. */
    private volatile @Nullable Duration idleTimeout;

    /** Written by the watchdog. */
    private volatile KeepAliveProof proof = KeepAliveProof.NONE;

    /** Nothing races, until the contract's thread says so. */
    public KeepAliveWatch() {}

    /** The idle timeout of connections that nginx may keep longer; null where there are none. */
    void racing(@Nullable Duration timeout) {
        if (timeout == null) {
            proof = KeepAliveProof.NONE;
        }
        idleTimeout = timeout;
    }

    /** {@return whether it is worth knowing how long connections were idle} */
    public boolean racing() {
        return idleTimeout != null;
    }

    KeepAliveProof proof() {
        return proof;
    }

    /**
     * nginx says that many connections were closed before an answer, and the service knows of no request that it broke off.
     *
     * @param connections since the start; no more than were told before change nothing
     */
    public void closedUnderRequest(long connections) {
        if (idleTimeout != null && connections > proof.closed()) {
            proof = new KeepAliveProof(proof.nearMisses(), connections);
        }
    }

    /**
     * A request came on a connection that had been idle so long.
     *
     * @param nanos how long, in nanoseconds
     * @return what there is to say of it, null for nothing
     */
    public @Nullable Noticed idled(long nanos) {
        Duration timeout = idleTimeout;
        if (timeout == null || nanos < near(timeout.toNanos())) {
            return null;
        }
        proof = new KeepAliveProof(proof.nearMisses() + 1, proof.closed());
        return Noticed.of(Code.KEEPALIVE_NEAR_MISS, "")
                .occurrences(1)
                .message("a request came on a connection that had been idle for " + seconds(nanos) + " of the "
                        + NginxTime.format(timeout)
                        + " after which the service closes it: a moment later it would have been lost")
                .gateway(502, "upstream prematurely closed connection while reading response header from upstream")
                .evidence("idleMs", nanos / 1_000_000)
                .evidence("idleTimeoutMs", timeout.toMillis())
                .remedy(Remedy.nginx("keepalive_timeout " + NginxTime.format(half(timeout)) + ";"))
                .remedy(Remedy.service(
                        "keep idle connections longer than nginx does; keepalive-race names the setting"))
                .build();
    }

    private static long near(long timeout) {
        return Math.max(timeout / 2, timeout - Math.max(timeout / 20, SECOND));
    }

    private static Duration half(Duration timeout) {
        return Duration.ofSeconds(Math.max(timeout.toSeconds() / 2, 1));
    }

    private static String seconds(long nanos) {
        return nanos / SECOND + "." + nanos % SECOND / 100_000_000 + " s";
    }
}
