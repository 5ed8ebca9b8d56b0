package dev.gatewayhealth.e2e.rig;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
                Places.built("classes") + File.pathSeparator + jars(),
                "dev.gatewayhealth.e2e.app.JettyUnderTest");
    }

    private String jars() {
        Path root = Places.existing(Places.built("servers").resolve(directory), "mvn pre-integration-test -pl e2e -am");
        try (Stream<Path> jars = Files.list(root)) {
            return jars.map(Path::toString).sorted().collect(Collectors.joining(File.pathSeparator));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return directory;
    }
}
