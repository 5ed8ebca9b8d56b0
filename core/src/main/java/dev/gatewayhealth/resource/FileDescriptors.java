package dev.gatewayhealth.resource;

import dev.gatewayhealth.exchange.Ticker;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The file descriptors of this process, against the limit that {@code accept()} and {@code open()} meet ({@code RLIMIT_NOFILE}).
 *
 * <p>What reading needs is opened here and now, so that it goes on when nothing more can be opened.
 */
public final class FileDescriptors implements Resource {

    public static final String NAME = "file-descriptors";

    private final Resource descriptors;

    public FileDescriptors() {
        this(Path.of("/proc"));
    }

    /** For tests: with another root of the proc file system. */
    FileDescriptors(Path proc) {
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
}
