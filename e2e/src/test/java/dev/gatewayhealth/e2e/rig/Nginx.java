package dev.gatewayhealth.e2e.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The machine's own nginx in a directory of its own, on loopback, its error log at info. */
public final class Nginx implements AutoCloseable {

    private final Child child;
    private final int port;
    private final ErrorLog errorLog;
    private final AccessLog accessLog;

    private Nginx(Child child, int port, Path directory) {
        this.child = child;
        this.port = port;
        this.errorLog = new ErrorLog(directory.resolve("error.log"));
        this.accessLog = new AccessLog(directory.resolve("access.log"));
    }

    /** Starts it on a configuration that lies in {@code directory/nginx.conf}. */
    static Nginx start(Path directory, int port) {
        Child child = Child.start(directory, "nginx", command(directory), Map.of());
        child.awaitPort(port);
        return new Nginx(child, port, directory);
    }

    /** What {@code nginx -t} says of a main file, with its exit code before it. */
    public static String test(Path mainFile) {
        List<String> command =
                List.of(binary(), "-t", "-p", mainFile.getParent().toString(), "-c", mainFile.toString());
        Program.Result result = Program.run(command, Map.of());
        return result.exitCode() + " " + result.output();
    }

    /** Writes what {@code nginx -T} prints of a directory's main file into another directory. */
    static Path dump(Path directory, Path into) {
        List<String> command = List.of(
                binary(),
                "-T",
                "-q",
                "-p",
                directory.toString(),
                "-e",
                "error.log",
                "-c",
                directory.resolve("nginx.conf").toString());
        Program.Result result = Program.run(command, Map.of());
        try {
            return Files.writeString(into.resolve("dump.txt"), result.output());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return port;
    }

    public ErrorLog errorLog() {
        return errorLog;
    }

    public AccessLog accessLog() {
        return accessLog;
    }

    @Override
    public void close() {
        child.close();
    }

    static void write(Path directory, String config) {
        try {
            Files.writeString(directory.resolve("nginx.conf"), config);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> command(Path directory) {
        String conf = directory.resolve("nginx.conf").toString();
        return List.of(binary(), "-p", directory.toString(), "-e", "error.log", "-c", conf, "-g", "daemon off;");
    }

    private static String binary() {
        return Stream.of("/usr/sbin/nginx", "/usr/local/sbin/nginx", "/usr/bin/nginx", "/usr/local/nginx/sbin/nginx")
                .filter(path -> Files.isExecutable(Path.of(path)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("These tests need a real nginx: apt-get install nginx-light"));
    }
}
