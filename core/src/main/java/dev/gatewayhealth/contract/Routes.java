package dev.gatewayhealth.contract;

/** The way back: from a request as received to the locations it can have come through. Compiled once, safe for all threads. */
@FunctionalInterface
public interface Routes {

    Match match(Received received);
}
