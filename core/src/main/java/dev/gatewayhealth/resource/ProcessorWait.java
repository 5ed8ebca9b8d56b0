package dev.gatewayhealth.resource;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.gatewayhealth.proc.ProcFile;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * How long the thread that made it has been running, or been waiting for a processor: what is left of the time it slept too long was no
 * lack of processors. From {@code /proc/thread-self/schedstat}, whose first two numbers are these, in nanoseconds.
 */
final class ProcessorWait {

    private final ProcFile file;
    private long nanos = -1;

    /** For the calling thread, which alone may use it. */
    ProcessorWait() {
        this(Path.of("/proc/thread-self/schedstat"));
    }

    ProcessorWait(Path path) {
        file = new ProcFile(path);
    }

    /** By how much it has grown since the last look; empty where nobody tells, or at the first. */
    OptionalLong look() {
        long before = nanos;
        nanos = read();
        return before < 0 || nanos < 0 ? OptionalLong.empty() : OptionalLong.of(nanos - before);
    }

    private long read() {
        if (!file.read()) {
            return -1;
        }
        String[] words = new String(file.bytes(), 0, file.length(), US_ASCII).split(" ", 3);
        try {
            return words.length < 2 ? -1 : Long.parseLong(words[0]) + Long.parseLong(words[1]);
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
