package dev.gatewayhealth.watch;

import dev.gatewayhealth.audit.KeepAliveWatch;
import dev.gatewayhealth.exchange.Exchanges;
import dev.gatewayhealth.finding.Noticed;
import org.jspecify.annotations.Nullable;

/** Brings what is seen of idle connections to the one who knows whether they race; on the watchdog's thread. */
final class KeepAliveRound {

    private final KeepAliveWatch watch;
    private final Exchanges exchanges;
    private final GatewayErrors errors;

    KeepAliveRound(KeepAliveWatch watch, Exchanges exchanges, GatewayErrors errors) {
        this.watch = watch;
        this.exchanges = exchanges;
        this.errors = errors;
    }

    /**
     * @param failed exchanges that ended broken; each explains one connection that nginx found closed
     * @return a near miss since the last look
     */
    @Nullable
    Noticed look(long failed) {
        if (!watch.racing()) {
            exchanges.wantIdle(false);
            return null;
        }
        exchanges.wantIdle(true);
        watch.closedUnderRequest(errors.closedBeforeHeader() - failed);
        long idle = exchanges.takeLongestIdle();
        return idle < 0 ? null : watch.idled(idle);
    }
}
