package dev.gatewayhealth.e2e.app;

import java.io.InterruptedIOException;
import java.util.concurrent.TimeUnit;

/** Time spent doing nothing, as a thread does that waits for a database. */
final class Pause {

    private Pause() {}

    static void of(long ms) throws InterruptedIOException {
        try {
            TimeUnit.MILLISECONDS.sleep(ms);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted after less than " + ms + " ms");
        }
    }
}
