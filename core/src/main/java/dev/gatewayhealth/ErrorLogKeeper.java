package dev.gatewayhealth;

import dev.gatewayhealth.contract.GatewayContract;
import dev.gatewayhealth.contract.Listening;
import dev.gatewayhealth.exchange.Ticker;
import dev.gatewayhealth.nginx.ErrorLogFollower;
import dev.gatewayhealth.nginx.ErrorLogLine;
import dev.gatewayhealth.nginx.ErrorLogOwner;
import dev.gatewayhealth.thread.OwnThread;
import dev.gatewayhealth.watch.GatewayErrors;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Follows nginx's error log on a thread of its own, and passes on the failures that are about this service: a file may lie on a slow
 * disk, and neither the watchdog nor the contract waits for it.
 */
final class ErrorLogKeeper implements AutoCloseable {

    /** Short enough for what is seen inside to be what was so when the line was written. */
    private static final long EVERY = TimeUnit.MILLISECONDS.toNanos(250);

    /**
     * nginx makes the file when it starts, which may well be after the service: for as long as systemd gives a unit to start
     * ({@code DefaultTimeoutStartSec}), that there is none yet says nothing of the path.
     */
    private static final long GRACE = TimeUnit.SECONDS.toNanos(90);

    private static final long LINE_EVERY = TimeUnit.MINUTES.toNanos(1);

    private final Path file;
    private final Supplier<List<Listening>> places;
    private final Supplier<GatewayContract> contract;
    private final GatewayErrors errors;
    private final Consumer<String> lines;
    private final Ticker ticker;
    private final ErrorLogFollower follower;
    private final Thread thread;

    private List<Listening> known = List.of();
    private ErrorLogOwner owner = ErrorLogOwner.of(known);
    private boolean looked;
    private boolean awaited;
    private long firstLook;
    private boolean saidSkipped;
    private long saidAt;
    private volatile boolean closed;

    ErrorLogKeeper(
            Path file,
            Supplier<List<Listening>> places,
            Supplier<GatewayContract> contract,
            GatewayErrors errors,
            Consumer<String> lines,
            Ticker ticker) {
        this.file = file;
        this.places = places;
        this.contract = contract;
        this.errors = errors;
        this.lines = lines;
        this.ticker = ticker;
        this.follower = new ErrorLogFollower(file, this::take);
        this.thread = OwnThread.of("gateway-health-error-log", this::run);
    }

    void start() {
        thread.start();
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }

    private void run() {
        try (follower) {
            while (!closed) {
                look();
                LockSupport.parkNanos(this, EVERY);
            }
        } catch (Throwable e) {
            // The follower throws for nothing a file holds; what it throws for is ours, and said once.
            errors.readable(file.toString(), "it is not followed any more: " + e);
            lines.accept("nginx's error log " + file + " is not followed any more: " + e);
        }
    }

    /** Reads on; returns what is wrong with the file, null while nothing is or nginx may still be about to make it. */
    @Nullable
    String look() {
        List<Listening> now = places.get();
        if (!now.equals(known)) {
            known = now;
            owner = ErrorLogOwner.of(now);
        }
        follower.poll();
        String problem = problem();
        if (problem == null && awaited) {
            errors.awaited(file.toString());
        } else {
            errors.readable(file.toString(), problem);
        }
        long skipped = follower.takeSkippedBytes();
        if (skipped > 0) {
            errors.skipped(skipped);
            saySkipped(skipped);
        }
        return problem;
    }

    /** What is wrong with the file, where that is no longer for nginx to mend by its start. */
    private @Nullable String problem() {
        long now = ticker.nanos();
        if (!looked) {
            looked = true;
            firstLook = now;
        }
        if (follower.awaited()) {
            awaited = true;
            return now - firstLook < GRACE
                    ? null
                    : follower.problem() + ", " + TimeUnit.NANOSECONDS.toSeconds(GRACE)
                            + " s after the service began to look";
        }
        if (awaited && follower.problem() == null) {
            awaited = false;
            lines.accept("nginx's error log " + file + " is there now, and followed from its first line");
        }
        return follower.problem();
    }

    private void take(ErrorLogLine line) {
        if (line.failure() && owner.owns(line, contract.get().passes())) {
            errors.logged(line);
        }
    }

    private void saySkipped(long bytes) {
        long now = ticker.nanos();
        if (!saidSkipped || now - saidAt >= LINE_EVERY) {
            saidSkipped = true;
            saidAt = now;
            lines.accept("nginx's error log " + file + " grows faster than it is read: " + bytes
                    + " bytes of it were skipped; see error_log in nginx for a higher level than it has");
        }
    }
}
