package dev.gatewayhealth.resource;

/** What a resource answered when asked: its usage, or why it cannot be known. */
public sealed interface Reading permits Usage, Absent {

    /**
     * {@return whichever has less headroom} One that is absent gives way.
     *
     * @param one of a resource
     * @param other of the same
     */
    static Reading tighter(Reading one, Reading other) {
        boolean first =
                one instanceof Usage usage && !(other instanceof Usage its && its.headroom() < usage.headroom());
        return first ? one : other;
    }
}
