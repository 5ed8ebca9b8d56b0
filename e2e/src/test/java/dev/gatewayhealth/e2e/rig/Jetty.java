package dev.gatewayhealth.e2e.rig;

import java.nio.file.Path;
import java.util.List;

/** A Jetty the app under test runs on. */
public enum Jetty implements Host {
    EMBEDDED_12_1("jetty-12.1");

    private final String directory;

    Jetty(String directory) {
        this.directory = directory;
    }

    @Override
    public List<String> launch(Path work, int port, int threads) {
        return List.of(
                "-Dapp.port=" + port,
                "-Dapp.threads=" + threads,
                "-cp",
                Places.classPath(directory),
                "dev.gatewayhealth.e2e.app.JettyUnderTest");
    }

    @Override
    public String toString() {
        return directory;
    }
}
