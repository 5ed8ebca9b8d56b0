package dev.gatewayhealth.resource;

import dev.gatewayhealth.proc.ProcNumbers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The memory of one control group: what it uses without the page cache, which the kernel takes back whenever somebody needs the room,
 * and its limit. For use by one thread.
 */
final class MemoryGroup {

    /** Version 1 has no word for "no limit" but a number about as large. */
    private static final long NO_LIMIT = 1L << 60;

    private final Path directory;
    private final boolean unified;
    private final ProcNumbers limit;
    private final ProcNumbers current;
    private final ProcNumbers stat;
    private final @Nullable ProcNumbers events;
    private final @Nullable ProcNumbers pressure;
    private long killedBefore = -1;

    MemoryGroup(Path directory, boolean unified) {
        this.directory = directory;
        this.unified = unified;
        limit = new ProcNumbers(directory.resolve(unified ? "memory.max" : "memory.limit_in_bytes"));
        current = new ProcNumbers(directory.resolve(unified ? "memory.current" : "memory.usage_in_bytes"));
        stat = new ProcNumbers(directory.resolve("memory.stat"));
        events = optional(unified ? "memory.events" : "memory.oom_control");
        pressure = optional("memory.pressure");
    }

    /** Whether that directory has a limit now. */
    static boolean limited(Path directory, boolean unified) {
        Path file = directory.resolve(unified ? "memory.max" : "memory.limit_in_bytes");
        ProcNumbers numbers = new ProcNumbers(file);
        try {
            return numbers.read().first() < NO_LIMIT;
        } catch (IOException e) {
            return false;
        } finally {
            numbers.close();
        }
    }

    String path() {
        return directory.toString();
    }

    String source() {
        return unified ? "memory.max" : "memory.limit_in_bytes";
    }

    double limit() throws IOException {
        long bytes = limit.read().first();
        return bytes < NO_LIMIT ? (double) bytes : Double.POSITIVE_INFINITY;
    }

    double used() throws IOException {
        stat.read();
        String total = unified ? "" : "total_";
        long cache = stat.of(total + "inactive_file", 0)
                + stat.of(total + "active_file", 0)
                + stat.of("slab_reclaimable", 0);
        return Math.max(0, (double) (current.read().first() - cache));
    }

    /** How many of its processes the kernel has killed for want of memory since the first time this was asked. */
    long killed() throws IOException {
        if (events == null) {
            return 0;
        }
        long killed = events.read().of("oom_kill", 0);
        killedBefore = killedBefore < 0 ? killed : killedBefore;
        return killed - killedBefore;
    }

    /** The percentage of the last ten seconds in which some of its tasks stalled for memory; 0 where nobody tells. */
    double stalled() throws IOException {
        String some = pressure == null ? "" : pressure.read().text();
        int at = some.indexOf("avg10=");
        int end = at < 0 ? -1 : some.indexOf(' ', at);
        try {
            return end < 0 ? 0 : Double.parseDouble(some.substring(at + "avg10=".length(), end));
        } catch (NumberFormatException e) {
            throw new IOException("no percentage in " + some, e);
        }
    }

    void close() {
        limit.close();
        current.close();
        stat.close();
        if (events != null) {
            events.close();
        }
        if (pressure != null) {
            pressure.close();
        }
    }

    private @Nullable ProcNumbers optional(String name) {
        Path file = directory.resolve(name);
        return Files.isReadable(file) ? new ProcNumbers(file) : null;
    }
}
