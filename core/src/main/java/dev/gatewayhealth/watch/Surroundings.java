package dev.gatewayhealth.watch;

import dev.gatewayhealth.contract.GatewayContract;
import dev.gatewayhealth.resource.ListenerContext;
import dev.gatewayhealth.resource.ListenerHealth;
import dev.gatewayhealth.resource.ResourceWatch;
import java.util.List;
import java.util.function.Supplier;

/** What the resource round knows that a listener has to be judged by. */
record Surroundings(Supplier<GatewayContract> contract, List<ResourceWatch> watched, double warnAt)
        implements ListenerContext {

    @Override
    public double connectSeconds() {
        return seconds(contract.get().strictestConnectTimeout().toNanos());
    }

    @Override
    public double readSeconds() {
        return seconds(contract.get().strictestReadTimeout().toNanos());
    }

    @Override
    public String readDirective() {
        return contract.get().strictest().readDirective();
    }

    @Override
    public boolean room() {
        boolean threadsKnown = false;
        for (ResourceWatch each : watched) {
            switch (each.resource().name()) {
                case "request-threads" -> threadsKnown |= each.known();
                case "connections", "accept-queue", "file-descriptors", "heap", "memory" -> {}
                default -> {
                    continue;
                }
            }
            if (each.near()) {
                return false;
            }
        }
        return threadsKnown;
    }

    @Override
    public boolean othersAnswer(ListenerHealth than) {
        for (ResourceWatch each : watched) {
            if (each.resource() instanceof ListenerHealth other && other != than && other.answers()) {
                return true;
            }
        }
        return false;
    }

    private static double seconds(long nanos) {
        return nanos == Long.MAX_VALUE ? Double.POSITIVE_INFINITY : nanos / 1e9;
    }
}
