package dev.gatewayhealth.agent.httpserver;

/**
 * Whether the {@code premain} of some agent is running, on whatever thread: an agent may start its server on one of its own and wait for it,
 * and nothing of the service has begun before all of them have returned.
 */
final class Premain {

    private Premain() {}

    /** Costs the stack traces of all threads, which are few then. */
    static boolean isRunning() {
        for (StackTraceElement[] stack : Thread.getAllStackTraces().values()) {
            for (StackTraceElement frame : stack) {
                if (frame.getClassName().equals("sun.instrument.InstrumentationImpl")
                        && frame.getMethodName().equals("loadClassAndCallPremain")) {
                    return true;
                }
            }
        }
        return false;
    }
}
