package dev.gatewayhealth.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Takes the stack of the thread that works on an exchange: once when it matters, and then once a second. */
final class Stacks {

    private static final int DEEPEST = 32;
    private static final long EVERY = TimeUnit.SECONDS.toNanos(1);

    private Stacks() {}

    static void refresh(Followed followed, long now) {
        if (!followed.stack.isEmpty() && now - followed.stackAt < EVERY) {
            return;
        }
        Thread thread = followed.exchange.thread();
        if (thread == null) {
            followed.stack = List.of();
            return;
        }
        StackTraceElement[] frames = thread.getStackTrace();
        if (followed.exchange.thread() == thread && followed.running()) {
            followed.stack = lines(frames);
            followed.stackAt = now;
        }
    }

    private static List<String> lines(StackTraceElement[] frames) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < frames.length && i < DEEPEST; i++) {
            lines.add(line(frames[i]));
        }
        return lines;
    }

    /** Without the loader's and the module's name, which only make it harder to read. */
    private static String line(StackTraceElement frame) {
        String text = frame.toString();
        return text.substring(text.lastIndexOf('/', text.indexOf('(')) + 1);
    }

    /** The first frame that is not the JDK's: where somebody would look first. Empty if there is none. */
    static String where(List<String> stack) {
        for (String frame : stack) {
            if (!frame.startsWith("java.") && !frame.startsWith("jdk.") && !frame.startsWith("sun.")) {
                return frame;
            }
        }
        return stack.isEmpty() ? "" : stack.get(0);
    }
}
