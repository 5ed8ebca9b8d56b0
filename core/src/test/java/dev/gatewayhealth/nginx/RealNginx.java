package dev.gatewayhealth.nginx;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/** The machine's own nginx on a configuration of a test, telling in its debug log which locations it goes through. */
public final class RealNginx implements AutoCloseable {

    private static final Pattern LOCATION =
            Pattern.compile("\\*\\d+ using (?:configuration \"(.*)\"|location: (@\\S*) \")$|using location: (@\\S+) ");
    private static final Pattern LIMIT =
            Pattern.compile("(accept: )|http cl:-?\\d+ max:(\\d+)|event timer add: (\\d+): (\\d+):"
                    + "|(?:malloc|posix_memalign): \\w+:(\\d+)|(http upstream connect: )");

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

    /** Starts it and waits until it listens there, or until it has refused to. */
    static RealNginx start(Path directory, int port) {
        try {
            removeSockets(directory);
            Process process = command(directory, "-g", "daemon off; master_process off;")
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("nginx.out").toFile())
                    .start();
            try {
                Awaitility.await("nginx on " + port)
                        .atMost(30, TimeUnit.SECONDS)
                        .pollInterval(4, TimeUnit.MILLISECONDS)
                        .until(() -> !process.isAlive() || listens(port));
            } catch (ConditionTimeoutException e) {
                process.destroyForcibly();
                throw e;
            }
            return new RealNginx(process, directory.resolve("error.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those of one that was ended while it started, and took none of them away. */
    private static void removeSockets(Path directory) throws IOException {
        try (DirectoryStream<Path> sockets = Files.newDirectoryStream(directory, "*.sock")) {
            for (Path each : sockets) {
                Files.delete(each);
            }
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

    /** Whether it has refused the configuration. */
    boolean refused() {
        return !process.isAlive();
    }

    /** How much of the log there is. */
    long mark() {
        try {
            return Files.size(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The locations in a piece of the log, in nginx's own words: {@code =/exact}, {@code /prefix}, the expression, {@code @named}. */
    static List<String> locations(String said) {
        List<String> found = new ArrayList<>();
        said.lines().forEach(line -> {
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

    /** The limits that a piece of the log shows at work: of the body as it found the first location, and of the last upstream it asked. */
    static String limits(String said) {
        String client = null;
        Long body = null;
        long[] timers = {-1, -1};
        int timer = 2;
        Long buffer = null;
        for (String line : said.lines().toList()) {
            Matcher matcher = LIMIT.matcher(line);
            if (!matcher.find()) {
                continue;
            }
            if (matcher.group(1) != null) {
                // The first timer after it is that of the client's connection.
                client = "";
            } else if (matcher.group(2) != null && body == null) {
                body = Long.valueOf(matcher.group(2));
            } else if (matcher.group(3) != null) {
                client = "".equals(client) ? matcher.group(3) : client;
                if (timer < 2 && !matcher.group(3).equals(client)) {
                    timers[timer++] = Long.parseLong(matcher.group(4));
                }
            } else if (matcher.group(6) != null) {
                timer = 0;
                buffer = null;
            } else if (matcher.group(5) != null
                    && timer == 2
                    && buffer == null
                    && Long.parseLong(matcher.group(5)) >= 4096) {
                buffer = Long.valueOf(matcher.group(5));
            }
        }
        return limits(body, Duration.ofMillis(timers[0]), Duration.ofMillis(timers[1]), buffer);
    }

    static String limits(
            @Nullable Long body, @Nullable Duration connect, @Nullable Duration read, @Nullable Long buffer) {
        return " body " + body + " connect " + connect + " read " + read + " buffer " + buffer;
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
