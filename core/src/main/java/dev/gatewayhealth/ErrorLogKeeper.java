package dev.gatewayhealth;

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

/**
 * Follows nginx's error log on a thread of its own, and passes on the failures that are about this service: a file may lie on a slow
 * disk, and neither the watchdog nor the contract waits for it.
 */
final class ErrorLogKeeper implements AutoCloseable {

    /** Short enough for what is seen inside to be what was so when the line was written. */
    private static final long EVERY = TimeUnit.MILLISECONDS.toNanos(250);

    private static final long LINE_EVERY = TimeUnit.MINUTES.toNanos(1);

    private final Path file;
    private final Supplier<List<Listening>> places;
    private final GatewayErrors errors;
    private final Consumer<String> lines;
    private final Ticker ticker;
    private final ErrorLogFollower follower;
    private final Thread thread;

    private List<Listening> known = List.of();
    private ErrorLogOwner owner = ErrorLogOwner.of(known);
    private boolean saidSkipped;
    private long saidAt;
    private volatile boolean closed;

    ErrorLogKeeper(
            Path file, Supplier<List<Listening>> places, GatewayErrors errors, Consumer<String> lines, Ticker ticker) {
        this.file = file;
        this.places = places;
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

    void look() {
        List<Listening> now = places.get();
        if (!now.equals(known)) {
            known = now;
            owner = ErrorLogOwner.of(now);
        }
        follower.poll();
        errors.readable(file.toString(), follower.problem());
        long skipped = follower.takeSkippedBytes();
        if (skipped > 0) {
            errors.skipped(skipped);
            saySkipped(skipped);
        }
    }

    private void take(ErrorLogLine line) {
        if (line.failure() && owner.owns(line)) {
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
