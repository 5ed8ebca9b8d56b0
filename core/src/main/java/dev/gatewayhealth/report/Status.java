package dev.gatewayhealth.report;

/** The verdict. */
public enum Status {
    /** Nothing to say. */
    UP,
    /** Something fails or will; requests are still welcome. */
    WARN,
    /** Requests should go elsewhere until this has passed. */
    DOWN,
    /** The instance is leaving and takes no new requests. */
    DRAINING;

    /** {@return whether a load balancer should send the next request here} */
    public boolean ready() {
        return this == UP || this == WARN;
    }
}
