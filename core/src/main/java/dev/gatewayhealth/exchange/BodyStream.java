package dev.gatewayhealth.exchange;

import java.io.BufferedReader;
import org.jspecify.annotations.Nullable;

/**
 * The streams a service reads the bodies of its requests from; or readers, which the servlet API has extend {@link BufferedReader}.
 *
 * @param type what all of them extend, for example {@code ServletInputStream}
 * @param container sees the container's own; those that an application puts around them are of no interest
 */
public record BodyStream(Class<?> type, @Nullable ClassLoader container) {

    /**
     * {@return whether a thread with that stack is reading from one}
     *
     * @param stack the innermost frame first
     */
    public boolean isReadIn(StackTraceElement[] stack) {
        for (StackTraceElement frame : stack) {
            if (frame.getMethodName().equals("read") && isOne(frame.getClassName())) {
                return true;
            }
        }
        return false;
    }

    private boolean isOne(String name) {
        if (name.startsWith("java.")) {
            return false;
        }
        try {
            Class<?> found = Class.forName(name, false, container);
            return type.isAssignableFrom(found) || BufferedReader.class.isAssignableFrom(found);
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
