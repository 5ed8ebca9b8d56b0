package dev.gatewayhealth.resource;

import static dev.gatewayhealth.resource.Words.seconds;

import dev.gatewayhealth.finding.Code;
import dev.gatewayhealth.finding.Noticed;
import dev.gatewayhealth.finding.Remedy;
import dev.gatewayhealth.finding.Severity;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Notices requests that wait in a container's queue for a large part of {@code proxy_read_timeout}: nginx's clock runs since
 * it sent them, although no exchange has begun.
 */
public final class QueueWait {

    private static final double WARN_AT = 0.5;

    /** The head of a queue that moves is younger each time somebody is served: a warning ends well below where it came. */
    private static final double RELEASE = 0.8;

    /** A queue that has only just formed is no reason to foresee anything: it may be gone as quickly. */
    private static final double BEGUN = 0.1;

    private QueueWait() {}

    /**
     * A warning from half of the limit, critical from all of it, null below.
     *
     * @param threads as of the last look at their queue
     * @param limit the strictest {@code proxy_read_timeout}
     */
    public static @Nullable Noticed of(RequestThreads threads, Duration limit) {
        double mark = WARN_AT * (threads.isSaidToWait() ? RELEASE : 1) * limit.toNanos();
        Noticed said = threads.queued() == 0 ? null : of(threads, limit, mark);
        threads.saidToWait(said != null);
        return said;
    }

    private static @Nullable Noticed of(RequestThreads threads, Duration limit, double mark) {
        long waited = threads.oldestQueuedNanos();
        if (waited < mark) {
            boolean foreseen = threads.expectedNanos() >= mark && waited >= BEGUN * limit.toNanos();
            return foreseen ? expected(threads, limit) : null;
        }
        boolean dead = waited >= limit.toNanos();
        String queue = "executor queue of " + threads.connector();
        return Noticed.of(Code.QUEUE_WAIT, queue)
                .severity(dead ? Severity.CRITICAL : Severity.WARNING)
                .message("the oldest of " + threads.queued() + " in the " + queue + " has waited "
                        + seconds(waited / 1e9) + " of proxy_read_timeout " + seconds(limit.toNanos() / 1e9)
                        + (dead ? " and will be answered for nobody" : ""))
                .gateway(504, ThreadsDiagnosis.READ_TIMED_OUT)
                .evidence("connector", threads.connector())
                .evidence("queued", threads.queued())
                .evidence("oldestQueuedMs", waited / 1_000_000)
                .evidence("limitMs", limit.toMillis())
                .remedy(ThreadsDiagnosis.cap(threads, threads.most()))
                .remedy(Remedy.service("raise " + threads.setting()
                        + ", or bound the queue and answer 503 to what cannot be served in time"))
                .build();
    }

    /** Nobody has waited long yet, but at the rate the queue is served the last one in it will. */
    private static Noticed expected(RequestThreads threads, Duration limit) {
        String queue = "executor queue of " + threads.connector();
        return Noticed.of(Code.QUEUE_WAIT, queue)
                .message("the last of " + threads.queued() + " in the " + queue + " will wait "
                        + seconds(threads.expectedNanos() / 1e9) + " of proxy_read_timeout "
                        + seconds(limit.toNanos() / 1e9) + " as fast as it is served now")
                .gateway(504, ThreadsDiagnosis.READ_TIMED_OUT)
                .evidence("connector", threads.connector())
                .evidence("queued", threads.queued())
                .evidence("oldestQueuedMs", threads.oldestQueuedNanos() / 1_000_000)
                .evidence("expectedMs", threads.expectedNanos() / 1_000_000)
                .evidence("limitMs", limit.toMillis())
                .remedy(ThreadsDiagnosis.cap(threads, threads.most()))
                .remedy(Remedy.service("raise " + threads.setting()
                        + ", or bound the queue and answer 503 to what cannot be served in time"))
                .build();
    }
}
