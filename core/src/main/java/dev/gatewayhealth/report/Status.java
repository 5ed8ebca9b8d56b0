package dev.gatewayhealth.report;

/** The verdict. */
public enum Status {
    UP,
    WARN,
    DOWN,
    DRAINING;

    /** Whether a load balancer should send the next request here. */
    public boolean ready() {
        return this == UP || this == WARN;
    }
}
