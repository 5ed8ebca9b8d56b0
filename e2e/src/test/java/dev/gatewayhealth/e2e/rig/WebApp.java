package dev.gatewayhealth.e2e.rig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** The app under test, compiled against a server's own servlet API, whichever name that has. */
final class WebApp {

    /** What is not for a server that somebody else has started. */
    private static final List<String> EMBEDDED =
            List.of("AppUnderTest", "FilteredApp", "JettyUnderTest", "StopListening", "EarlyAgent", "Wire");

    private WebApp() {}

    /**
     * Writes its classes.
     *
     * @param servlet {@code javax} or {@code jakarta}
     * @param api the jar with that servlet API
     */
    static void put(String servlet, Path api, Path classes) throws IOException {
        Path sources = Files.createTempDirectory("sources");
        List<String> command =
                new ArrayList<>(List.of("-nowarn", "--release", "11", "-cp", api.toString(), "-d", classes.toString()));
        try (Stream<Path> files = Files.list(Places.repository("e2e/src/main/java/dev/gatewayhealth/e2e/app"))) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String name = file.getFileName().toString().replace(".java", "");
                if (!EMBEDDED.contains(name) && !name.equals("package-info")) {
                    command.add(copy(file, sources, servlet).toString());
                }
            }
        }
        Files.createDirectories(classes);
        int failed = ToolProvider.getSystemJavaCompiler().run(null, null, null, command.toArray(String[]::new));
        if (failed != 0) {
            throw new AssertionError("The app under test does not compile against " + api);
        }
        Path services = Files.createDirectories(classes.resolve("META-INF/services"));
        Files.writeString(
                services.resolve(servlet + ".servlet.ServletContainerInitializer"),
                "dev.gatewayhealth.e2e.app.Endpoints");
    }

    private static Path copy(Path source, Path directory, String servlet) throws IOException {
        String text = Files.readString(source)
                .replace("jakarta.servlet", servlet + ".servlet")
                .replace("new StopListening().serve(request, response)", "response.sendError(404)");
        return Files.writeString(directory.resolve(source.getFileName()), text);
    }
}
