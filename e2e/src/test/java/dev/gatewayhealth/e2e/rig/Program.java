package dev.gatewayhealth.e2e.rig;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A program run to its end. */
public final class Program {

    private Program() {}

    /**
     * How it went.
     *
     * @param output what it wrote to standard output and error
     */
    public record Result(int exitCode, String output) {}

    /** Runs a tool of the JDK, for example {@code javac -version}, with these {@code JAVA_TOOL_OPTIONS}. */
    public static Result jdk(String command, String toolOptions) {
        Path bin = Path.of(System.getProperty("java.home"), "bin");
        List<String> words = List.of((bin + "/" + command).split(" "));
        return run(words, toolOptions.isEmpty() ? Map.of() : Map.of("JAVA_TOOL_OPTIONS", toolOptions));
    }

    /** Runs a line of a shell; a pipe fails with any of its parts. */
    public static Result shell(String line) {
        return run(List.of("/bin/bash", "-o", "pipefail", "-c", line), Map.of());
    }

    /** Runs a command of the repository. */
    public static Result script(String path, String... arguments) {
        String script = Places.repository(path).toString();
        return run(Stream.concat(Stream.of(script), Stream.of(arguments)).toList(), Map.of());
    }

    static Result run(List<String> command, Map<String, String> environment) {
        String name = Path.of(command.get(0)).getFileName().toString();
        Child child = Child.start(Places.work(name), name, command, environment);
        try {
            int exitCode = child.process().waitFor();
            return new Result(exitCode, child.text());
        } catch (InterruptedException e) {
            child.close();
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
