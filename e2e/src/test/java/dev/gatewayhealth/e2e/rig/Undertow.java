package dev.gatewayhealth.e2e.rig;

import java.nio.file.Path;
import java.util.List;

/** An Undertow the app under test runs on. */
public enum Undertow implements Host {
    EMBEDDED_2_3("undertow-2.3");

    private final String directory;

    Undertow(String directory) {
        this.directory = directory;
    }

    @Override
    public List<String> launch(Path work, int port, int threads) {
        return List.of(
                "-Dapp.port=" + port,
                "-Dapp.threads=" + threads,
                "-cp",
                Places.classPath(directory),
                "dev.gatewayhealth.e2e.app.UndertowUnderTest");
    }

    @Override
    public String toString() {
        return directory;
    }
}
