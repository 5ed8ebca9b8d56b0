package dev.gatewayhealth.drain;

/** What a drain has to know of the requests; the watchdog tells, at each of its looks. Any thread may ask. */
public interface Traffic {

    /** {@return whether the answers to polls say {@code DRAINING} by now} */
    boolean shown();

    /** {@return for how long nothing has been in flight and nothing has begun, in nanoseconds; 0 while something is} */
    long quietNanos();

    /** Has the watchdog look now instead of at its next turn. */
    void hurry();
}
