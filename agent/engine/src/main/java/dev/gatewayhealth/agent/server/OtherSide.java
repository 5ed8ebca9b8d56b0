package dev.gatewayhealth.agent.server;

import java.io.EOFException;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import org.jspecify.annotations.Nullable;

/** Whether a failure means that the other end of the connection is gone; a timeout, or an exception of the application's, does not. */
final class OtherSide {

    /** Chains of causes are short; one that goes in a circle is not followed for ever. */
    private static final int DEEPEST = 8;

    private OtherSide() {}

    static boolean left(@Nullable Throwable failure) {
        Throwable cause = failure;
        for (int i = 0; cause != null && i < DEEPEST; i++) {
            if (cause instanceof EOFException
                    || cause instanceof ClosedChannelException
                    || cause instanceof SocketException) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }
}
