package dev.gatewayhealth.e2e.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The JDKs that all tests are run on, for a service that needs one of them whichever runs the test. */
public enum Jdk {
    /** For what does not start on a newer one. */
    JDK_17(17),
    /** For what an older one does not have. */
    JDK_25(25);

    private final int version;

    Jdk(int version) {
        this.version = version;
    }

    /** Its home: of the one that runs the tests, or else where {@code bin/test} looks for one. */
    public Path home() {
        return homes().filter(home -> Files.isExecutable(home.resolve("bin/java")) && isAt(home))
                .findFirst()
                .orElseThrow(() -> new AssertionError("These tests need JDK " + version + ": set " + variable()
                        + ", or install one under /usr/lib/jvm"));
    }

    private String variable() {
        return "JDK" + version + "_HOME";
    }

    private Stream<Path> homes() {
        Stream<Path> running = Stream.of(Path.of(System.getProperty("java.home")));
        Stream<Path> named = Stream.ofNullable(System.getenv(variable())).map(Path::of);
        return Stream.of(running, named, installed()).flatMap(each -> each);
    }

    private static Stream<Path> installed() {
        Path root = Path.of("/usr/lib/jvm");
        if (!Files.isDirectory(root)) {
            return Stream.empty();
        }
        try (Stream<Path> homes = Files.list(root)) {
            return homes.sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isAt(Path home) {
        try {
            return Files.readString(home.resolve("release")).contains("JAVA_VERSION=\"" + version);
        } catch (IOException e) {
            return false;
        }
    }
}
