package dev.gatewayhealth.nginx;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** The machine's own nginx on a configuration of a test, telling in its debug log which locations it goes through. */
public final class RealNginx implements AutoCloseable {

    private static final Pattern LOCATION =
            Pattern.compile("\\*\\d+ using (?:configuration \"(.*)\"|location: (@\\S*) \")$|using location: (@\\S+) ");

    private final Process process;
    private final Path log;

    private RealNginx(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** What {@code nginx -t} says of {@code directory/nginx.conf}; empty where it would load it. */
    public static String refusal(Path directory) {
        try {
            Process process = command(directory, "-t").redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            return process.waitFor() == 0 ? "" : output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Starts it and waits until it listens there. */
    static RealNginx start(Path directory, int port) {
        try {
            Process process = command(directory, "-g", "daemon off; master_process off;")
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("nginx.out").toFile())
                    .start();
            Awaitility.await("nginx on " + port)
                    .atMost(30, TimeUnit.SECONDS)
                    .pollInterval(10, TimeUnit.MILLISECONDS)
                    .until(() -> listens(port));
            return new RealNginx(process, directory.resolve("error.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A port that was free a moment ago. */
    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends bytes, and returns everything that comes until nginx closes. */
    static String ask(int port, String request) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(ByteText.bytes(request).getBytes(StandardCharsets.ISO_8859_1));
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How much of the log there is. */
    long mark() {
        try {
            return Files.size(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The locations since a mark, in nginx's own words: {@code =/exact}, {@code /prefix}, the expression, {@code @named}. */
    List<String> locations(long mark) {
        List<String> found = new ArrayList<>();
        since(mark).lines().forEach(line -> {
            Matcher matcher = LOCATION.matcher(line);
            if (matcher.find()) {
                for (int group = 1; group <= 3; group++) {
                    if (matcher.group(group) != null) {
                        found.add(matcher.group(group));
                    }
                }
            }
        });
        return found;
    }

    String since(long mark) {
        try {
            byte[] all = Files.readAllBytes(log);
            return new String(all, (int) mark, all.length - (int) mark, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroyForcibly();
        }
    }

    private static ProcessBuilder command(Path directory, String... more) {
        List<String> command = new ArrayList<>(List.of(
                binary(), "-p", directory.toString(), "-e", "error.log", "-c", directory.resolve("nginx.conf") + ""));
        command.addAll(List.of(more));
        return new ProcessBuilder(command);
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static String binary() {
        return Stream.of("/usr/sbin/nginx", "/usr/local/sbin/nginx", "/usr/bin/nginx", "/usr/local/nginx/sbin/nginx")
                .filter(path -> Files.isExecutable(Path.of(path)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("This test needs a real nginx: apt-get install nginx-light"));
    }
}
