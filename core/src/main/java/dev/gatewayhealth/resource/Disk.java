package dev.gatewayhealth.resource;

import dev.gatewayhealth.thread.OwnThread;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The file system with the least room of those that matter. A file system may hang, so each reading is made by a thread of its own that
 * ends with it; the watchdog takes what the last one found.
 */
public final class Disk implements Diagnosed {

    public static final String NAME = "disk";

    /** With more than that left no share is low: nginx writes at most 1 GiB of one answer ({@code proxy_max_temp_file_size}). */
    static final double PLENTY = 1L << 30;

    /** A file system is asked every ten seconds; what it said is told sooner. */
    private static final int READINGS_EACH = 5;

    private final Supplier<List<Path>> places;
    private volatile Reading last = new Absent("not read yet");
    private @Nullable Thread reader;
    private int readings;
    private int missed;

    public Disk() {
        this(new Everywhere());
    }

    Disk(Supplier<List<Path>> places) {
        this.places = places;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Reading read() {
        if (readings++ % READINGS_EACH != 0) {
            return last;
        }
        Thread before = reader;
        if (before != null && before.isAlive()) {
            missed++;
            return missed < 3
                    ? last
                    : new Absent("a file system has not answered for "
                            + every().multipliedBy(READINGS_EACH)
                                    .multipliedBy(missed)
                                    .toSeconds() + " s");
        }
        missed = 0;
        try {
            Thread next = OwnThread.of("gateway-health-disk", new Measuring());
            reader = next;
            next.start();
        } catch (OutOfMemoryError e) {
            return new Absent("no thread can be started");
        }
        return last;
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(2);
    }

    @Override
    public boolean foreseeable() {
        return true;
    }

    @Override
    public Diagnosis diagnosis(Thresholds thresholds) {
        return new DiskDiagnosis(thresholds.warnAt());
    }

    void measure() {
        Reading least = new Absent("no directory of the service can be written to");
        for (Path place : places.get()) {
            Usage its = usage(place);
            if (its != null && (!(least instanceof Usage usage) || scarcity(its) < scarcity(usage))) {
                least = its;
            }
        }
        last = least;
    }

    /** What is about to run out comes before what merely is well used. */
    private static double scarcity(Usage usage) {
        return usage.headroom() + (usage.limit() - usage.used() < PLENTY ? 0 : 1);
    }

    private static @Nullable Usage usage(Path place) {
        try {
            FileStore store = Files.getFileStore(place);
            long total = store.getTotalSpace();
            if (total <= 0 || store.isReadOnly() || !Files.isWritable(place)) {
                return null;
            }
            double used = (double) (total - store.getUsableSpace());
            return new Usage(
                    Math.max(0, used), (double) total, String.valueOf(store), 0, Map.of("path", place.toString()));
        } catch (IOException | RuntimeException e) {
            return null;
        }
    }

    /** Where the service may write. */
    private static final class Everywhere implements Supplier<List<Path>> {

        @Override
        public List<Path> get() {
            return DiskPlaces.all();
        }
    }

    /** What the thread of one reading does. */
    private final class Measuring implements Runnable {

        @Override
        public void run() {
            try {
                measure();
            } catch (LinkageError e) {
                // A web application was taken away while this ran, and its class loader is closed: nobody is left to
                // read this.
                last = new Absent(String.valueOf(e));
            }
        }
    }
}
