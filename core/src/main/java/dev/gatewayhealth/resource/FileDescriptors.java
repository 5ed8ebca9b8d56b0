package dev.gatewayhealth.resource;

import dev.gatewayhealth.exchange.Ticker;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file descriptors of this process, against their limit. */
public final class FileDescriptors {

    static final String NAME = "file-descriptors";

    private FileDescriptors() {}

    /** Opens here and now what reading needs, so that it works when nothing more can be opened. */
    public static Resource ofThisProcess() {
        return under(Path.of("/proc"), Ticker.system());
    }

    static Resource under(Path proc, Ticker ticker) {
        Resource descriptors = resource(proc, ticker);
        // Loads every class on the way: class loading, too, may need a descriptor.
        descriptors.read();
        return descriptors;
    }

    private static Resource resource(Path proc, Ticker ticker) {
        if (Files.isDirectory(proc.resolve("self"))) {
            return LinuxFileDescriptors.under(proc, ticker);
        }
        try {
            return new UnixFileDescriptors();
        } catch (LinkageError e) {
            return new Missing("the module jdk.management is not there: " + e);
        }
    }

    /** Never known here. */
    private record Missing(String reason) implements Resource {

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public Reading read() {
            return new Absent(reason);
        }
    }
}
