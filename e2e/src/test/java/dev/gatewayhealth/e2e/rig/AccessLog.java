package dev.gatewayhealth.e2e.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;

/** What nginx wrote to its access log, which is exact to the millisecond where the error log is not. */
public final class AccessLog {

    private final Path file;

    AccessLog(Path file) {
        this.file = file;
    }

    /**
     * One request that nginx is done with.
     *
     * @param at when
     * @param upstreamStatus one for each attempt, {@code 504, 504} after a retry
     */
    public record Entry(Instant at, int status, String upstreamStatus, Duration took, String id) {

        private static Entry of(String line) {
            String[] part = line.split("\\|");
            return new Entry(
                    Instant.ofEpochMilli(ms(part[0])),
                    Integer.parseInt(part[1]),
                    part[2],
                    Duration.ofMillis(ms(part[3])),
                    part[4]);
        }

        private static long ms(String seconds) {
            return new BigDecimal(seconds).movePointRight(3).longValueExact();
        }
    }

    public List<Entry> entries() {
        try {
            return Files.readAllLines(file).stream().map(Entry::of).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for the request with this id. */
    public Entry of(String id) {
        return Awaitility.await("nginx's access log line of " + id)
                .atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> find(id), Optional::isPresent)
                .orElseThrow();
    }

    private Optional<Entry> find(String id) {
        return entries().stream().filter(entry -> entry.id().equals(id)).findFirst();
    }
}
