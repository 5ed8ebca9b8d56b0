package dev.gatewayhealth.agent.admin;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A descriptor that is kept while there are others, to be given up when there is none. For use by one thread. */
final class Spare implements AutoCloseable {

    private static final Path NOTHING = Path.of("/dev/null");

    private @Nullable FileChannel kept;

    Spare() {
        take();
    }

    /** Keeps one again, if there is one to be had. */
    void take() {
        if (kept == null) {
            try {
                kept = FileChannel.open(NOTHING);
            } catch (IOException e) {
                // None left, or a system without such a file.
            }
        }
    }

    /** Whether there was one to give up. */
    boolean give() {
        FileChannel its = kept;
        kept = null;
        if (its == null) {
            return false;
        }
        try {
            its.close();
        } catch (IOException e) {
            // It is given up all the same.
        }
        return true;
    }

    @Override
    public void close() {
        give();
    }
}
