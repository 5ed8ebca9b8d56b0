package dev.gatewayhealth.resource;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The file descriptors of this process, against the limit that {@code accept()} and {@code open()} meet ({@code RLIMIT_NOFILE}).
 *
 * <p>Linux 6.2 and later tell their number as the size of {@code /proc/self/fd}, which takes no descriptor to ask for and the same time
 * however many are open; older kernels have them counted.
 */
public final class FileDescriptors implements Resource {

    public static final String NAME = "file-descriptors";

    private static final String LIMIT = "Max open files";

    /** The limit changes hardly ever; prlimit(1) can do it. */
    private static final int LIMIT_EVERY = 60;

    private final Path open;
    private final Path limits;
    private int readings;
    private double limit;

    public FileDescriptors() {
        this(Path.of("/proc"));
    }

    /** For tests: with another root of the proc file system. */
    FileDescriptors(Path proc) {
        open = proc.resolve("self/fd");
        limits = proc.resolve("self/limits");
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Reading read() {
        if (readings++ % LIMIT_EVERY == 0) {
            readLimit();
        }
        if (limit == 0) {
            return new Absent("no " + limits + " here");
        }
        long used = used();
        return used > 0 ? Usage.of((double) used, limit, "RLIMIT_NOFILE") : new Absent(open + " cannot be read");
    }

    private long used() {
        try {
            long size = Files.size(open);
            return size > 0 ? size : counted();
        } catch (IOException e) {
            return 0;
        }
    }

    /** One too many, the descriptor of the directory itself; at the limit there is none to count with. */
    private long counted() {
        String[] names = new File(open.toString()).list();
        return names == null ? (long) limit : names.length - 1;
    }

    /** Keeps what it knows where the file cannot be opened, which is what happens when the descriptors have run out. */
    private void readLimit() {
        try {
            limit = limit(Files.readAllLines(limits), limit);
        } catch (IOException e) {
            // The limit read before still holds.
        }
    }

    private static double limit(List<String> lines, double otherwise) {
        for (String line : lines) {
            if (line.startsWith(LIMIT)) {
                String soft = line.substring(LIMIT.length()).strip().split("\\s+")[0];
                return soft.equals("unlimited") ? Double.POSITIVE_INFINITY : Double.parseDouble(soft);
            }
        }
        return otherwise;
    }
}
