package dev.gatewayhealth.e2e.rig;

import java.nio.file.Path;
import java.util.List;

/** A server the app under test runs on; its name goes into that of the directory a test works in. */
public interface Host {

    /** What to write behind {@code java}, its options and the class path included, in the working directory {@code work}. */
    List<String> launch(Path work, int port, int threads);
}
