package dev.gatewayhealth.e2e.rig;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A tool of the JDK, run to its end. */
public final class Tool {

    private Tool() {}

    /**
     * How it went.
     *
     * @param lines what it printed, without the JVM's own remark about {@code JAVA_TOOL_OPTIONS}
     */
    public record Result(int exitCode, List<String> lines) {}

    /** Runs for example {@code javac -version} with these options of the environment. */
    public static Result run(String command, String toolOptions) {
        List<String> words = new ArrayList<>(List.of(command.split(" ")));
        words.set(
                0, Path.of(System.getProperty("java.home"), "bin", words.get(0)).toString());
        Map<String, String> environment = toolOptions.isEmpty() ? Map.of() : Map.of("JAVA_TOOL_OPTIONS", toolOptions);
        Child child = Child.start(Places.work("tool"), "tool", words, environment);
        try {
            int exitCode = child.process().waitFor();
            return new Result(
                    exitCode,
                    child.text()
                            .lines()
                            .filter(line -> !line.startsWith("Picked up "))
                            .toList());
        } catch (InterruptedException e) {
            child.close();
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
