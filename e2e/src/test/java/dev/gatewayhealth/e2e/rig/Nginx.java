package dev.gatewayhealth.e2e.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** The machine's own nginx in a directory of its own, on loopback, its error log at info. */
public final class Nginx implements AutoCloseable {

    private static final String WORKER_ENDED = "exited with code 0";

    private final Child child;
    private final Path directory;
    private final InetAddress address;
    private final int port;
    private final ErrorLog errorLog;
    private final AccessLog accessLog;

    private Nginx(Child child, InetAddress address, int port, Path directory) {
        this.child = child;
        this.directory = directory;
        this.address = address;
        this.port = port;
        this.errorLog = new ErrorLog(directory.resolve("error.log"));
        this.accessLog = new AccessLog(directory.resolve("access.log"));
    }

    /** Starts it on a configuration that lies in {@code directory/nginx.conf}. */
    static Nginx start(Path directory, int port) {
        return start(directory, command(directory), InetAddress.getLoopbackAddress(), port);
    }

    /** Starts it on another host, whose {@code /etc/nginx} is {@code directory/etc}. */
    static Nginx start(Path directory, int port, OtherHost host) {
        return start(directory, host.enter(directory, elsewhere(directory, "daemon off;")), host.gateway(), port);
    }

    private static Nginx start(Path directory, List<String> command, InetAddress address, int port) {
        Child child = Child.start(directory, "nginx", command, Map.of());
        child.awaitPort(address, port);
        return new Nginx(child, address, port, directory);
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
        return write(into, "dump.txt", Program.run(command, Map.of()).output());
    }

    /** Writes what {@code nginx -T} prints on another host. */
    static Path dump(Path directory, Path into, OtherHost host) {
        List<String> command = new ArrayList<>(elsewhere(directory, "daemon off;"));
        command.addAll(List.of("-T", "-q"));
        return write(
                into,
                "dump.txt",
                Program.run(host.enter(directory, command), Map.of()).output());
    }

    /** A client that calls it. */
    Client client() {
        return new Client(address, port);
    }

    /** Gives it another configuration and waits until the workers that had the old one are gone. */
    void reload(String config) {
        long before = errorLog.count(WORKER_ENDED);
        write(directory, config);
        signal("-HUP", List.of(Long.toString(child.process().pid())));
        Awaitility.await("nginx with its new configuration")
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> errorLog.count(WORKER_ENDED) > before);
    }

    /** Stops its workers while something happens to their connections ({@code SIGSTOP}, {@code SIGCONT}). */
    public void stoppedWhile(Runnable happening) {
        List<String> workers = child.process()
                .children()
                .map(worker -> Long.toString(worker.pid()))
                .toList();
        signal("-STOP", workers);
        try {
            happening.run();
        } finally {
            signal("-CONT", workers);
        }
    }

    private static void signal(String name, List<String> processes) {
        List<String> command = new ArrayList<>(List.of("kill", name));
        command.addAll(processes);
        Program.Result result = Program.run(command, Map.of());
        if (result.exitCode() != 0) {
            throw new AssertionError(result.output());
        }
    }

    public int port() {
        return port;
    }

    /** Where its {@code nginx.conf} and its {@code error.log} are. */
    public Path directory() {
        return directory;
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
        write(directory, "nginx.conf", config);
    }

    /** Moves the main file there and has it included by a glob, as most machines have it; {@code directory} is nginx's {@code /etc/nginx}. */
    static void include(Path directory, String path) {
        try {
            Path included = directory.resolve(path);
            Files.createDirectories(included.getParent());
            Files.move(directory.resolve("nginx.conf"), included);
            write(
                    directory,
                    "include "
                            + Path.of(OtherHost.MAIN_FILE).resolveSibling(path).getParent() + "/*.conf;\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path write(Path directory, String name, String content) {
        try {
            return Files.writeString(directory.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> command(Path directory) {
        String conf = directory.resolve("nginx.conf").toString();
        return List.of(binary(), "-p", directory.toString(), "-e", "error.log", "-c", conf, "-g", "daemon off;");
    }

    private static List<String> elsewhere(Path directory, String more) {
        String conf = OtherHost.MAIN_FILE;
        return List.of(binary(), "-p", directory.toString(), "-e", "error.log", "-c", conf, "-g", more);
    }

    private static String binary() {
        return Stream.of("/usr/sbin/nginx", "/usr/local/sbin/nginx", "/usr/bin/nginx", "/usr/local/nginx/sbin/nginx")
                .filter(path -> Files.isExecutable(Path.of(path)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("These tests need a real nginx: apt-get install nginx-light"));
    }
}
