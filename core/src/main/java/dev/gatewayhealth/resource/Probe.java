package dev.gatewayhealth.resource;

/**
 * What became of one request to our own listener.
 *
 * @param outcome how far it came
 * @param startNanos when it began to connect
 * @param connectNanos how long that took; as long as was waited where it did not succeed
 * @param firstByteNanos from the beginning of the request to the first byte of the answer
 * @param totalNanos from the beginning to the end
 * @param detail why there was no answer; empty if there was
 */
public record Probe(
        Outcome outcome, long startNanos, long connectNanos, long firstByteNanos, long totalNanos, String detail) {

    /** How it ended. */
    public enum Outcome {
        /** Somebody there speaks the protocol. */
        ANSWERED,
        /** Nobody listens. */
        REFUSED,
        /** The connection was closed without an answer. */
        CUT_OFF,
        /** No answer, or not even a connection, within the time a probe has. */
        SILENT,
        /** The probe itself could not be made. */
        UNABLE
    }

    /** {@return whether somebody there speaks the protocol} */
    public boolean answered() {
        return outcome == Outcome.ANSWERED;
    }
}
