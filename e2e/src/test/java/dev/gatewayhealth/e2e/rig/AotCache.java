package dev.gatewayhealth.e2e.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a JDK has kept of a first start of the sample with the starter, taken out of its archive as Spring Boot advises. */
public final class AotCache {

    /** Ends the start as soon as everything is there. */
    private static final String TRAINING = "-Dspring.context.exit=onRefresh";

    private static final String SAMPLE = "sample-spring-boot-starter.jar";

    private final Path directory;

    private AotCache(Path directory) {
        this.directory = directory;
    }

    public static AotCache trained() {
        AotCache cache = new AotCache(Places.work("aot"));
        Path sample = Places.existing(
                Places.repository("samples/spring-boot-starter/target/" + SAMPLE),
                "mvn package -pl samples/spring-boot-starter -am");
        cache.java(List.of(
                "-Djarmode=tools",
                "-jar",
                sample.toString(),
                "extract",
                "--destination",
                cache.directory.resolve("app").toString()));
        cache.java(List.of("-XX:AOTCacheOutput=" + cache.file(), TRAINING, "-jar", cache.jar(), "--server.port=0"));
        return cache;
    }

    /** Starts the sample with it; a JVM that cannot use it does not start. */
    public SpringService start() {
        List<String> options = new ArrayList<>(options());
        options.add("-Xlog:class+load:file=" + directory.resolve("loaded.txt"));
        return SpringService.start(Path.of(jar()), options);
    }

    /** The same with one more option, without Gateway Health being asked for anything. */
    public Program.Result startWith(String option) {
        List<String> command = new ArrayList<>(options());
        command.addAll(List.of(option, TRAINING, "-jar", jar(), "--server.port=0"));
        return run(command);
    }

    /** Each class with where it came from. */
    public String loaded() {
        try {
            return Files.readString(directory.resolve("loaded.txt"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> options() {
        return List.of("-XX:AOTCache=" + file(), "-XX:AOTMode=on");
    }

    private Path file() {
        return directory.resolve("app.aot");
    }

    private String jar() {
        return directory.resolve("app").resolve(SAMPLE).toString();
    }

    private void java(List<String> arguments) {
        Program.Result result = run(arguments);
        if (result.exitCode() != 0) {
            throw new AssertionError(arguments + " ended with " + result.exitCode() + ":\n" + result.output());
        }
    }

    private static Program.Result run(List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        return Program.run(command, Map.of());
    }
}
