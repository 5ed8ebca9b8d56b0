package dev.gatewayhealth.evidence;

import dev.gatewayhealth.exchange.Ticker;
import dev.gatewayhealth.report.JsonReport;
import dev.gatewayhealth.report.Report;
import dev.gatewayhealth.thread.OwnThread;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes a bundle of evidence when an instance goes down: the report, the oldest exchanges, all stacks, the kernel's table of sockets. One
 * file, at most {@link #EVERY} minutes, at most {@link #KEPT} of them, a few megabytes each. The report has neither query strings nor
 * header values nor bodies, and neither have stacks and sockets.
 */
public final class Evidence implements AutoCloseable {

    /** In minutes. */
    static final int EVERY = 10;

    static final int KEPT = 10;

    private static final int MOST_STACKS = 2 << 20;
    private static final int MOST_SOCKETS = 1 << 20;
    private static final String PREFIX = "gateway-health-";
    private static final String SUFFIX = ".txt";

    private final Path directory;
    private final Ticker ticker;
    private final Consumer<String> lines;
    private final List<HeldFile> tables =
            List.of(new HeldFile(Path.of("/proc/self/net/tcp")), new HeldFile(Path.of("/proc/self/net/tcp6")));
    private final List<Path> kept;

    /** Guarded by this, as are the rest. */
    private @Nullable ReservedFile reserved;

    private boolean written;
    private boolean closed;
    private long lastWritten;

    private Evidence(Path directory, Ticker ticker, Consumer<String> lines) throws IOException {
        this.directory = directory;
        this.ticker = ticker;
        this.lines = lines;
        this.kept = earlier(directory);
        this.reserved = ReservedFile.in(directory);
    }

    /**
     * {@return what writes bundles there; null, and a line, if nothing can be written there}
     *
     * @param directory made if it is not there
     * @param ticker the clock; nanoseconds that only differences are taken of
     * @param lines where a line goes when something cannot be written
     */
    public static @Nullable Evidence in(Path directory, Ticker ticker, Consumer<String> lines) {
        try {
            return new Evidence(Files.createDirectories(directory), ticker, lines);
        } catch (IOException | RuntimeException e) {
            lines.accept("evidence.dir=" + directory + " cannot be written to (" + e
                    + "); no evidence will be kept. Name a directory that this user may write to");
            return null;
        }
    }

    /** What earlier processes left, the oldest first. */
    private static List<Path> earlier(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return new ArrayList<>(files.filter(Evidence::ours).sorted().toList());
        }
    }

    private static boolean ours(Path file) {
        String name = file.getFileName().toString();
        return name.startsWith(PREFIX) && name.endsWith(SUFFIX);
    }

    /**
     * The instance has gone down; returns at once, whoever calls is not held up.
     *
     * @param report the one that says so
     * @param oldest a line each for the exchanges that have been in flight longest
     */
    public void down(Report report, List<String> oldest) {
        Thread writer = OwnThread.of("gateway-health-evidence", () -> write(report, oldest));
        try {
            writer.start();
        } catch (OutOfMemoryError e) {
            lines.accept("no evidence was kept of this DOWN: " + e.getMessage());
        }
    }

    /** On the caller's thread; whether it was due. */
    synchronized boolean write(Report report, List<String> oldest) {
        long now = ticker.nanos();
        ReservedFile file = reserved;
        if (file == null && !closed) {
            file = again();
        }
        if (file == null || (written && now - lastWritten < TimeUnit.MINUTES.toNanos(EVERY))) {
            return false;
        }
        try {
            Path target = directory.resolve(name(report.at()));
            file.become(target, text(report, oldest).getBytes(StandardCharsets.UTF_8));
            written = true;
            lastWritten = now;
            kept.add(target);
            while (kept.size() > KEPT) {
                Files.deleteIfExists(kept.remove(0));
            }
            lines.accept("evidence of this DOWN is in " + target);
            reserved = ReservedFile.in(directory);
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            lines.accept("evidence of this DOWN could not be kept in full: " + e);
            reserved = again();
        }
        return true;
    }

    /** The reserve is used up; with no descriptor left there is none until somebody asks again. */
    private @Nullable ReservedFile again() {
        try {
            return ReservedFile.in(directory);
        } catch (IOException | RuntimeException e) {
            return null;
        }
    }

    private static String name(Instant at) {
        String digits = at.toString().replace("-", "").replace(":", "");
        return PREFIX + digits.replace('.', '-') + "-" + ProcessHandle.current().pid() + SUFFIX;
    }

    private String text(Report report, List<String> oldest) {
        StringBuilder text = new StringBuilder();
        text.append("Gateway Health ").append(report.version()).append(": ").append(report.status());
        text.append(" since ").append(report.since()).append("\n\n== report\n");
        text.append(new String(JsonReport.of(report), StandardCharsets.UTF_8)).append("\n\n== exchanges\n");
        for (String each : oldest) {
            text.append(each).append('\n');
        }
        text.append("\n== stacks\n");
        text.append(Stacks.text(MOST_STACKS)).append("\n== sockets\n");
        for (HeldFile table : tables) {
            text.append(table.text(MOST_SOCKETS));
        }
        return text.toString();
    }

    @Override
    public synchronized void close() {
        ReservedFile file = reserved;
        reserved = null;
        closed = true;
        if (file != null) {
            file.close();
        }
        for (HeldFile table : tables) {
            try {
                table.close();
            } catch (IOException e) {
                // It was only read.
            }
        }
    }
}
