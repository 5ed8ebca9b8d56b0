package dev.gatewayhealth.e2e.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;

/** A process of ours, its output in a file; ended by its own handle, and with it what it started. */
final class Child implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Process process;
    private final Path output;

    private Child(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    static Child start(Path directory, String name, List<String> command, Map<String, String> environment) {
        Path output = directory.resolve(name + ".out");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        try {
            return new Child(builder.start(), output);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start " + command, e);
        }
    }

    /** Waits until somebody listens on the port; a process that ended instead is told with its output. */
    void awaitPort(int port) {
        awaitPort(InetAddress.getLoopbackAddress(), port);
    }

    void awaitPort(InetAddress address, int port) {
        awaitPort(address, port, PATIENCE);
    }

    void awaitPort(InetAddress address, int port, Duration patience) {
        await("a listener on port " + port, patience, () -> listens(address, port));
    }

    /** Waits until there is such a file. */
    void awaitFile(Path file) {
        await(file.toString(), PATIENCE, () -> Files.exists(file));
    }

    private void await(String what, Duration patience, BooleanSupplier there) {
        Awaitility.await(what)
                .atMost(patience)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    if (!process.isAlive()) {
                        throw new AssertionError("Ended with " + process.exitValue() + ":\n" + text());
                    }
                    return there.getAsBoolean();
                });
    }

    String text() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Process process() {
        return process;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static boolean listens(InetAddress address, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 1000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
