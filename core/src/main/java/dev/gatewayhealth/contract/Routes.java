package dev.gatewayhealth.contract;

/** The way back: from a request as received to the locations it can have come through. Compiled once, safe for all threads. */
@FunctionalInterface
public interface Routes {

    /**
     * {@return what is known of the location that a request came through}
     *
     * @param received the request as this service got it
     */
    Match match(Received received);
}
