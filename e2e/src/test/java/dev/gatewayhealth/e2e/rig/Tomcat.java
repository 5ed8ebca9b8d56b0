package dev.gatewayhealth.e2e.rig;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A Tomcat the app under test runs on. */
public enum Tomcat implements Host {
    EMBEDDED_11("embedded-11"),
    EMBEDDED_10_1("embedded-10.1"),
    STANDALONE_11("standalone-11"),
    STANDALONE_10_1("standalone-10.1"),
    STANDALONE_9("standalone-9");

    private static final boolean EVERY = Boolean.getBoolean("e2e.everyTomcat");

    private final String directory;

    Tomcat(String directory) {
        this.directory = directory;
    }

    /** For what differs between versions: both embedded ones, and the standalone ones where everything is run. */
    public static Stream<Tomcat> every() {
        return Arrays.stream(values()).filter(tomcat -> EVERY || tomcat.embedded());
    }

    /** For what does not: the newest, and all where everything is run. */
    public static Stream<Tomcat> newest() {
        return EVERY ? Arrays.stream(values()) : Stream.of(EMBEDDED_11);
    }

    /** For what only the embedded app can be told: the newest one, and every version where everything is run. */
    public static Stream<Tomcat> newestEmbedded() {
        return EVERY ? Arrays.stream(values()).filter(Tomcat::embedded) : Stream.of(EMBEDDED_11);
    }

    /** Whether everything is run. */
    static boolean everyOne() {
        return EVERY;
    }

    public boolean embedded() {
        return name().startsWith("EMBEDDED");
    }

    /** Whether its servlet API is the one of before Jakarta EE 9. */
    private boolean javax() {
        return this == STANDALONE_9;
    }

    @Override
    public String toString() {
        return directory;
    }

    @Override
    public List<String> launch(Path work, int port, int threads) {
        return embedded() ? launchEmbedded(port, threads) : Catalina.prepare(home(), work, port, threads, !javax());
    }

    private List<String> launchEmbedded(int port, int threads) {
        return List.of(
                "-Dapp.port=" + port,
                "-Dapp.threads=" + threads,
                "-cp",
                Places.built("classes") + File.pathSeparator + jars(),
                "dev.gatewayhealth.e2e.app.AppUnderTest");
    }

    private String jars() {
        try (Stream<Path> jars = Files.list(root())) {
            return jars.map(Path::toString).sorted().collect(Collectors.joining(File.pathSeparator));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path home() {
        try (Stream<Path> unpacked = Files.list(root())) {
            return unpacked.filter(Files::isDirectory).findFirst().orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path root() {
        String command = "mvn pre-integration-test -pl e2e -am" + (embedded() ? "" : " -Pall");
        return Places.existing(Places.built("tomcats").resolve(directory), command);
    }
}
