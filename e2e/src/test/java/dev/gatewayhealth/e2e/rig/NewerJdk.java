package dev.gatewayhealth.e2e.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A JDK 25, for what the one the tests run on may not have. */
public final class NewerJdk {

    private NewerJdk() {}

    /** Its home: of the one that runs the tests, or else where {@code bin/test} looks for one. */
    public static Path home() {
        return homes().filter(home -> Files.isExecutable(home.resolve("bin/java")) && isOne(home))
                .findFirst()
                .orElseThrow(() -> new AssertionError(
                        "These tests need JDK 25: set JDK25_HOME, or install one under /usr/lib/jvm"));
    }

    private static Stream<Path> homes() {
        Stream<Path> running = Stream.of(Path.of(System.getProperty("java.home")));
        Stream<Path> named = Stream.ofNullable(System.getenv("JDK25_HOME")).map(Path::of);
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

    private static boolean isOne(Path home) {
        try {
            return Files.readString(home.resolve("release")).contains("JAVA_VERSION=\"25");
        } catch (IOException e) {
            return false;
        }
    }
}
