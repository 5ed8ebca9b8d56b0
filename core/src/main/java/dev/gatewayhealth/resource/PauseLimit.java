package dev.gatewayhealth.resource;

/** How long the service may stand still: the shortest of the gateway's timeouts that run meanwhile, as it is at the moment. */
public interface PauseLimit {

    /** {@return the time the service may stand still; {@link Double#POSITIVE_INFINITY} where no timeout is known} */
    double seconds();

    /** {@return which of the timeouts that is} */
    String directive();
}
