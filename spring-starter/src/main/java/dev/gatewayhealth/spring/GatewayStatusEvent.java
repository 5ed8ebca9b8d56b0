package dev.gatewayhealth.spring;

/**
 * An application event: the verdict on this instance has changed.
 *
 * @param before {@code UP}, {@code WARN}, {@code DOWN} or {@code DRAINING}; {@code UP} before the first verdict
 * @param now what it is from now on
 */
public record GatewayStatusEvent(String before, String now) {

    /** {@return whether a gateway should send the next request here} */
    public boolean ready() {
        return ready(now);
    }

    static boolean ready(String status) {
        return !status.equals("DOWN") && !status.equals("DRAINING");
    }
}
