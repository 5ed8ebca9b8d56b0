package dev.gatewayhealth.benchmarks.startup;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** One start of one variant in a process of its own. */
final class Start {

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

    private final Process process;
    private final int port;
    private final long began;

    private Start(Process process, int port, long began) {
        this.process = process;
        this.port = port;
        this.began = began;
    }

    static Figures of(Variant variant, String classPath, Path work) throws IOException {
        int port = freePort();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xms256m", "-Xmx256m"));
        command.addAll(variant.options());
        command.addAll(List.of("-cp", classPath, BareTomcat.class.getName(), Integer.toString(port), work.toString()));
        long began = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(work.resolve(variant.name() + ".out").toFile())
                .start();
        try {
            return new Start(process, port, began).measure();
        } finally {
            // Gently: an archive of its classes is written as it ends.
            process.destroy();
            process.onExit().join();
        }
    }

    private Figures measure() throws IOException {
        awaitFirst();
        double wall = (System.nanoTime() - began) / 1e6;
        double cpu = cpu();
        double rss = rss();
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(2));
        double settled = cpu();
        String[] figures = get("/figures").split(" ");
        return new Figures(
                wall, cpu, settled, rss, Double.parseDouble(figures[0]), Double.parseDouble(figures[1]) / (1 << 20));
    }

    private void awaitFirst() throws IOException {
        while (true) {
            try {
                get("/hello");
                return;
            } catch (IOException e) {
                if (!process.isAlive() || System.nanoTime() - began > PATIENCE) {
                    throw new IOException("It does not start; see its output", e);
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
            }
        }
    }

    private String get(String path) throws IOException {
        HttpURLConnection connection = (HttpURLConnection)
                URI.create("http://127.0.0.1:" + port + path).toURL().openConnection();
        try (InputStream in = connection.getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    /** User and system time in milliseconds: fields 14 and 15 of {@code /proc/PID/stat}, in hundredths of a second. */
    private double cpu() throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return 10 * (Double.parseDouble(fields[11]) + Double.parseDouble(fields[12]));
    }

    /** MiB. */
    private double rss() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            if (line.startsWith("VmRSS:")) {
                return Double.parseDouble(line.replaceAll("\\D", "")) / 1024;
            }
        }
        throw new IOException("No VmRSS");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
