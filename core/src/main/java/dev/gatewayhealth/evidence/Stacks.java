package dev.gatewayhealth.evidence;

import java.lang.management.LockInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;

/** The stacks of all platform threads, what each waits for, and who holds it; bounded. */
final class Stacks {

    private static final int MOST_FRAMES = 64;

    private Stacks() {}

    /** Stops all threads for a moment. */
    static String text(int most) {
        StringBuilder text = new StringBuilder();
        for (ThreadInfo each : ManagementFactory.getThreadMXBean().dumpAllThreads(true, true, MOST_FRAMES)) {
            if (text.length() > most) {
                return text.append("(and more)\n").toString();
            }
            add(text, each);
        }
        return text.toString();
    }

    private static void add(StringBuilder text, ThreadInfo thread) {
        text.append('"').append(thread.getThreadName()).append("\" #").append(thread.getThreadId());
        text.append(' ').append(thread.getThreadState()).append('\n');
        LockInfo waitsFor = thread.getLockInfo();
        if (waitsFor != null) {
            text.append("    waits for ").append(waitsFor);
            String holder = thread.getLockOwnerName();
            text.append(holder == null ? "" : ", held by \"" + holder + "\" #" + thread.getLockOwnerId());
            text.append('\n');
        }
        for (StackTraceElement frame : thread.getStackTrace()) {
            text.append("    at ").append(frame).append('\n');
        }
    }
}
