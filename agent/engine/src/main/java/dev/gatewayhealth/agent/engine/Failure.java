package dev.gatewayhealth.agent.engine;

/** What went wrong in our own code, in one line. */
final class Failure {

    private Failure() {}

    /** The exception, and where it came from. */
    static String told(Throwable thrown) {
        StackTraceElement[] trace = thrown.getStackTrace();
        return trace.length == 0 ? thrown.toString() : thrown + " at " + trace[0];
    }
}
