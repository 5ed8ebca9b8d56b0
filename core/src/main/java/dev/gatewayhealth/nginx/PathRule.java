package dev.gatewayhealth.nginx;

import org.jspecify.annotations.Nullable;

/** Which received paths an exit can have sent. */
@FunctionalInterface
interface PathRule {

    /** An exit nothing is known about. */
    PathRule ANY = (raw, normalised, decoded, steps) -> true;

    /**
     * Whether it can have sent a path; the three are the same object where the path is plain.
     *
     * @param raw as received
     * @param normalised as nginx takes a client's path; null where it would refuse it
     * @param decoded percent signs decoded and nothing else; null where they are no such thing
     */
    boolean admits(String raw, @Nullable String normalised, @Nullable String decoded, Steps steps);
}
