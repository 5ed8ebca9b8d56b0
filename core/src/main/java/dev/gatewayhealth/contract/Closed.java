package dev.gatewayhealth.contract;

import java.util.List;

/** Whether nginx lets only whom its configuration names ask this service for a path. */
public final class Closed {

    /** nginx speaks one of them to this service; which, each location says for itself. */
    private static final List<String> PROTOCOLS = List.of("HTTP/1.0", "HTTP/1.1", "HTTP/2.0");

    private Closed() {}

    /**
     * {@return whether every location is closed that a request for it can have come through}
     *
     * @param path as the service received it, without arguments
     * @param contract what the gateway tolerates
     */
    public static boolean to(String path, GatewayContract contract) {
        boolean any = false;
        for (String protocol : PROTOCOLS) {
            List<Location> candidates =
                    contract.match(new Received(null, path, protocol, "GET")).candidates();
            if (!candidates.isEmpty() && closed(candidates)) {
                any = true;
            } else if (candidates.size() < contract.locations().size()) {
                return false;
            }
            // Else none of them fits, and any may be meant: so it is where nothing speaks this protocol.
        }
        return any;
    }

    private static boolean closed(List<Location> candidates) {
        for (Location each : candidates) {
            if (!each.closed()) {
                return false;
            }
        }
        return true;
    }
}
