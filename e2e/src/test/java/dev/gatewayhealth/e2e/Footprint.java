package dev.gatewayhealth.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the agent holds of a process.
 *
 * @param descriptors of the whole process
 * @param threads whose name says that they are ours
 * @param classes of ours that have instances
 * @param bytes of those, after a collection
 */
record Footprint(long descriptors, long threads, long classes, long bytes) {

    static Footprint of(long pid) {
        List<String> ours = jcmd(pid, "GC.class_histogram")
                .filter(line -> line.contains(" dev.gatewayhealth.") && !line.contains(".e2e."))
                .map(String::trim)
                .toList();
        long bytes = ours.stream()
                .mapToLong(line -> Long.parseLong(line.split(" +")[2]))
                .sum();
        long threads = jcmd(pid, "Thread.print")
                .filter(line -> line.startsWith("\"gateway-health"))
                .count();
        try (Stream<Path> open = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
            return new Footprint(open.count(), threads, ours.size(), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> jcmd(long pid, String command) {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        try {
            Process process = new ProcessBuilder(jcmd.toString(), Long.toString(pid), command)
                    .redirectErrorStream(true)
                    .start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
