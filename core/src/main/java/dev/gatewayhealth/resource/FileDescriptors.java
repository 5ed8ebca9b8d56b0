package dev.gatewayhealth.resource;

import dev.gatewayhealth.exchange.Ticker;
import dev.gatewayhealth.proc.SocketTable;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The file descriptors of this process, against the limit that {@code accept()} and {@code open()} meet ({@code RLIMIT_NOFILE}).
 *
 * <p>What reading needs is opened here and now, so that it goes on when nothing more can be opened.
 */
public final class FileDescriptors implements Resource {

    /** The resource's name in the report. */
    public static final String NAME = "file-descriptors";

    private final Resource descriptors;
    private final Path directory;
    private final @Nullable SocketTable table;

    /** Made when it is needed. */
    private @Nullable DescriptorSample sample;

    /** Without a word on who is at the other end of sockets. */
    public FileDescriptors() {
        this(Path.of("/proc"), null);
    }

    /**
     * Opens what reading needs.
     *
     * @param table tells who is at the other end of sockets; null where it cannot be read
     */
    public FileDescriptors(@Nullable SocketTable table) {
        this(Path.of("/proc"), table);
    }

    /** For tests: with another root of the proc file system. */
    FileDescriptors(Path proc, @Nullable SocketTable table) {
        this.directory = proc.resolve("self").resolve("fd");
        this.table = table;
        descriptors = Files.isDirectory(proc.resolve("self"))
                ? LinuxFileDescriptors.under(proc, Ticker.system())
                : new UnixFileDescriptors();
        // Loads every class on the way: that, too, may take a descriptor.
        read();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Reading read() {
        try {
            return descriptors.read();
        } catch (LinkageError e) {
            return new Absent("without the module jdk.management nobody counts file descriptors here: " + e);
        }
    }

    /** What so many are, as of a while ago; for the watchdog, when it has something to say of them. */
    OpenDescriptors open(double used) {
        DescriptorSample its = sample;
        if (its == null) {
            its = new DescriptorSample(directory, table, Ticker.system());
            sample = its;
        }
        return its.look(used);
    }
}
