package dev.gatewayhealth.resource;

import dev.gatewayhealth.contract.GatewayContract;
import dev.gatewayhealth.thread.OwnThread;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The file system with the least room of those that matter. A file system may hang, so each reading is made by a thread of its own that
 * ends with it; the watchdog takes what the last one found.
 */
public final class Disk implements Diagnosed {

    /** The resource's name in the report. */
    public static final String NAME = "disk";

    /** The evidence of which directories of nginx's lie on that file system. */
    static final String GATEWAYS = "gatewayPaths";

    /** With more than that left no share is low: nginx writes at most 1 GiB of one answer ({@code proxy_max_temp_file_size}). */
    static final double PLENTY = 1L << 30;

    /** A file system is asked every ten seconds; what it said is told sooner. */
    private static final int READINGS_EACH = 5;

    private final Supplier<List<DiskPlace>> places;
    private volatile Reading last = new Absent("not read yet");
    private @Nullable Thread reader;
    private int readings;
    private int missed;

    /**
     * {@return the room for what the service uses, and what the nginx of that contract does, if it is on this host}
     *
     * @param contract as it is at the moment
     */
    public static Disk of(Supplier<GatewayContract> contract) {
        return new Disk(new Everywhere(contract));
    }

    Disk(Supplier<List<DiskPlace>> places) {
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
        Usage least = null;
        List<DiskPlace> all = places.get();
        for (DiskPlace place : all) {
            Usage its = usage(place);
            if (its != null && (least == null || scarcity(its) < scarcity(least))) {
                least = its;
            }
        }
        last = least == null ? new Absent("no directory of the service can be written to") : withGateways(least, all);
    }

    /** Says which of nginx's directories lie on the same file system. */
    private static Usage withGateways(Usage usage, List<DiskPlace> all) {
        List<String> gateways = new ArrayList<>();
        for (DiskPlace place : all) {
            Usage its = place.gateways() ? usage(place) : null;
            if (its != null && its.source().equals(usage.source())) {
                gateways.add(place.path() + " (" + place.directive() + ")");
            }
        }
        if (gateways.isEmpty()) {
            return usage;
        }
        Map<String, Object> evidence = new LinkedHashMap<>(usage.evidence());
        evidence.put(GATEWAYS, List.copyOf(gateways));
        return new Usage(usage.used(), usage.limit(), usage.source(), 0, evidence);
    }

    /** What is about to run out comes before what merely is well used. */
    private static double scarcity(Usage usage) {
        return usage.headroom() + (usage.limit() - usage.used() < PLENTY ? 0 : 1);
    }

    private static @Nullable Usage usage(DiskPlace place) {
        try {
            FileStore store = Files.getFileStore(place.path());
            long total = store.getTotalSpace();
            // Where nginx writes as another user, that is its right and not ours.
            boolean written = place.gateways() || Files.isWritable(place.path());
            if (total <= 0 || store.isReadOnly() || !written) {
                return null;
            }
            double used = (double) (total - store.getUsableSpace());
            return new Usage(
                    Math.max(0, used),
                    (double) total,
                    String.valueOf(store),
                    0,
                    Map.of("path", place.path().toString()));
        } catch (IOException | RuntimeException e) {
            return null;
        }
    }

    /** Where the service may write. */
    private record Everywhere(Supplier<GatewayContract> contract) implements Supplier<List<DiskPlace>> {

        @Override
        public List<DiskPlace> get() {
            List<DiskPlace> places = DiskPlaces.all();
            places.addAll(GatewayPlaces.of(contract.get()));
            return places;
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
