package dev.gatewayhealth.e2e.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A standalone Jetty as its own {@code start.jar} sets it up, with the app under test as its root application. */
final class JettyHome {

    private JettyHome() {}

    /** Lays the base out and says what to write behind Java. */
    static List<String> launch(String directory, String modules, boolean javax, Path work, int port) {
        Path root = Places.existing(
                Places.built("servers").resolve(directory), "mvn pre-integration-test -pl e2e -am -Pall");
        Path home = Trees.only(root);
        Path start = home.resolve("start.jar");
        Path base = work.resolve("base");
        try {
            Files.createDirectories(base.resolve("webapps"));
            Path classes = base.resolve("webapps/ROOT/WEB-INF/classes");
            Trees.copy(Places.built("classes"), classes);
            if (javax) {
                Javax.rename(classes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // As the oldest calls it.
        String option = directory.endsWith("9.4") ? "--add-to-start=" : "--add-modules=";
        Program.Result added = Program.run(
                List.of(java(), "-jar", start.toString(), "jetty.base=" + base, option + modules), Map.of());
        if (added.exitCode() != 0) {
            throw new AssertionError(start + " ended with " + added.exitCode() + ":\n" + added.output());
        }
        return List.of(
                "-Djetty.base=" + base,
                "-jar",
                start.toString(),
                "jetty.http.host=127.0.0.1",
                "jetty.http.port=" + port);
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
