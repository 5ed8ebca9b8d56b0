package dev.gatewayhealth.agent.httpserver;

/** Whether the calling thread is in the {@code premain} of some agent. */
final class Premain {

    private Premain() {}

    /** Costs a stack trace. */
    static boolean isRunning() {
        for (StackTraceElement frame : Thread.currentThread().getStackTrace()) {
            if (frame.getClassName().equals("sun.instrument.InstrumentationImpl")) {
                return true;
            }
        }
        return false;
    }
}
