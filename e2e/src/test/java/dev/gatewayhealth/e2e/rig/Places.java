package dev.gatewayhealth.e2e.rig;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where things are: built files, directories to work in, free ports. */
public final class Places {

    private static final Path MODULE =
            Path.of(System.getProperty("e2e.project", ".")).toAbsolutePath();

    private static final int FIRST_PORT = 12_000;
    private static final int PORTS = 20_000;

    /** Test processes that run at the same time start far from each other. */
    private static final AtomicInteger PORTS_TAKEN =
            new AtomicInteger((int) (ProcessHandle.current().pid() * 7919 % PORTS));

    private Places() {}

    /** A file of the repository. */
    public static Path repository(String path) {
        return MODULE.resolve("..").resolve(path).normalize();
    }

    /** A file this module built. */
    public static Path built(String path) {
        return MODULE.resolve("target").resolve(path);
    }

    /** A unix socket's path, which has room for a hundred characters: a directory to work in may have taken them. */
    public static Path socket(String name) {
        return Path.of(
                System.getProperty("java.io.tmpdir"),
                "gateway-health-" + ProcessHandle.current().pid() + "-" + name + ".sock");
    }

    /** The file of one that somebody listened on once. */
    public static Path staleSocket() {
        Path file = socket("stale");
        try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            Files.deleteIfExists(file);
            socket.bind(UnixDomainSocketAddress.of(file));
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where a service may open one, in a directory for its user alone, as Tomcat wants it. */
    public static Path ownSocket() {
        return Path.of(
                System.getProperty("java.io.tmpdir"),
                "gateway-health-" + ProcessHandle.current().pid(),
                "own.sock");
    }

    /** The same, where nothing is left of one that was there before. */
    public static Path freshSocket() {
        Path file = ownSocket();
        try {
            Files.createDirectories(
                    file.getParent(),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Files.deleteIfExists(file);
            // In this order: what was asked for last is deleted first.
            file.getParent().toFile().deleteOnExit();
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The jar users attach. */
    public static Path agent() {
        return existing(repository("agent/target/gateway-health-agent.jar"), "mvn package -pl agent -am");
    }

    /** The class path of the app under test and of the server whose jars this module has put into that directory. */
    static String classPath(String server) {
        return classPath(existing(built("servers").resolve(server), "mvn pre-integration-test -pl e2e -am"));
    }

    /** The same, with the jars that the engine's tests run on. */
    static String engineClassPath(String server) {
        return classPath(
                existing(repository("agent/engine/target/servers").resolve(server), "mvn package -pl e2e -am"));
    }

    private static String classPath(Path root) {
        try (Stream<Path> jars = Files.list(root)) {
            return builtClasses()
                    + jars.map(jar -> File.pathSeparator + jar).sorted().collect(Collectors.joining());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The app under test, alone. */
    static String builtClasses() {
        return built("classes").toString();
    }

    /** A file that another command makes; where it is missing, the message says which. */
    public static Path existing(Path file, String command) {
        if (!Files.exists(file)) {
            throw new AssertionError(file + " is missing; make it with: " + command);
        }
        return file;
    }

    /** A directory to work in, kept after the test so that its logs can be read. */
    public static Path work(String name) {
        try {
            Path parent = Files.createDirectories(built("e2e"));
            return Files.createTempDirectory(parent, name + "-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same directory, made where it is not there. */
    static Path directory(Path path) {
        try {
            return Files.createDirectories(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A loopback port nobody listens on at this moment, and which nobody gets as the local port of a connection either: those come from
     * {@code net.ipv4.ip_local_port_range}, which starts at 32768. No port is given out twice here.
     */
    public static int freePort() {
        while (true) {
            int port = FIRST_PORT + PORTS_TAKEN.getAndIncrement() % PORTS;
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException e) {
                // Somebody's; the next one then.
            }
        }
    }
}
