package dev.gatewayhealth.e2e.rig;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A server the app under test runs on; its name goes into that of the directory a test works in. */
public interface Host {

    /** What to write behind {@code java}, its options and the class path included, in the working directory {@code work}. */
    List<String> launch(Path work, int port, int threads);

    /** How long it may take until it listens, on a machine that has much else to do. */
    default Duration patience() {
        return Duration.ofMinutes(3);
    }
}
