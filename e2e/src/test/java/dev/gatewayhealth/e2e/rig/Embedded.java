package dev.gatewayhealth.e2e.rig;

import java.nio.file.Path;
import java.util.List;

/** A server other than Tomcat the app under test runs on, embedded. */
public enum Embedded implements Host {
    JETTY_12_1("jetty-12.1", "JettyUnderTest"),
    UNDERTOW_2_3("undertow-2.3", "UndertowUnderTest");

    private final String directory;
    private final String main;

    Embedded(String directory, String main) {
        this.directory = directory;
        this.main = main;
    }

    @Override
    public List<String> launch(Path work, int port, int threads) {
        return List.of(
                "-Dapp.port=" + port,
                "-Dapp.threads=" + threads,
                "-cp",
                Places.classPath(directory),
                "dev.gatewayhealth.e2e.app." + main);
    }

    @Override
    public String toString() {
        return directory;
    }
}
