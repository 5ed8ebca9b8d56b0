package dev.gatewayhealth.watch;

import dev.gatewayhealth.contract.GatewayContract;
import dev.gatewayhealth.resource.PauseLimit;
import java.util.function.Supplier;

/** The shortest of the contract's connect and read timeouts, as it is at the moment. */
record StrictestTimeout(Supplier<GatewayContract> contract) implements PauseLimit {

    @Override
    public double seconds() {
        return Math.min(read(), connect());
    }

    @Override
    public String directive() {
        return connect() < read()
                ? "proxy_connect_timeout"
                : contract.get().strictest().readDirective();
    }

    private double read() {
        return seconds(contract.get().strictestReadTimeout().toNanos());
    }

    private double connect() {
        return seconds(contract.get().strictestConnectTimeout().toNanos());
    }

    private static double seconds(long nanos) {
        return nanos == Long.MAX_VALUE ? Double.POSITIVE_INFINITY : nanos / 1e9;
    }
}
