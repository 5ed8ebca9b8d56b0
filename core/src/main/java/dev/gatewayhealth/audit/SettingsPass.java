package dev.gatewayhealth.audit;

import dev.gatewayhealth.contract.GatewayContract;
import dev.gatewayhealth.contract.Limits;
import dev.gatewayhealth.contract.Location;
import dev.gatewayhealth.contract.Pass;
import dev.gatewayhealth.contract.Sourced;
import java.util.List;

/**
 * What stands for the gateway's configuration where there is none to read: the limits somebody set by hand. What is only assumed is
 * unknown here, so that nothing is concluded from it.
 */
final class SettingsPass {

    private static final String WHY = "no nginx configuration is read";

    private SettingsPass() {}

    static Pass of(GatewayContract contract) {
        Limits set = contract.strictest();
        Limits known = new Limits(
                set(set.proxyReadTimeout()),
                set(set.proxySendTimeout()),
                set(set.proxyConnectTimeout()),
                set(set.keepaliveTimeout()),
                set(set.proxyBufferSize()),
                set(set.clientMaxBodySize()));
        return new Pass(
                new Location("/", "", contract.source(), known),
                contract.source(),
                contract.source(),
                null,
                "",
                List.of(),
                Sourced.unknown(WHY),
                new Sourced<>(
                        known.keepaliveTimeout().known(),
                        known.keepaliveTimeout().source()),
                Sourced.unknown(WHY),
                null,
                false,
                List.of("error", "timeout"),
                null,
                null,
                Sourced.unknown(WHY));
    }

    private static <T> Sourced<T> set(Sourced<T> value) {
        return value.assumed() ? Sourced.unknown(WHY) : value;
    }
}
