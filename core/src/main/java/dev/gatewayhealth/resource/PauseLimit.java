package dev.gatewayhealth.resource;

/** How long the service may stand still: the shortest of the gateway's timeouts that run meanwhile, as it is at the moment. */
public interface PauseLimit {

    /** {@link Double#POSITIVE_INFINITY} where no timeout is known. */
    double seconds();

    /** Which of them that is. */
    String directive();
}
