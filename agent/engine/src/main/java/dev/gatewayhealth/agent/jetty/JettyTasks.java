package dev.gatewayhealth.agent.jetty;

import dev.gatewayhealth.agent.server.Reach;
import dev.gatewayhealth.resource.ThreadPoolGauge;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code VirtualThreadPool} of Jetty lets run at once: its threads are virtual and as many as are asked for, but each of them waits
 * for one of 200 permits if nobody says otherwise. Acceptors and selectors keep theirs.
 */
final class JettyTasks implements ThreadPoolGauge {

    private static final String PERMITS = "_semaphore";

    private final Object pool;
    private final String connector;
    private final Reach permits;
    private final Reach max;
    private final Reach maxOnce;

    JettyTasks(Object pool, String connector) {
        Class<?> type = pool.getClass();
        this.pool = pool;
        this.connector = connector;
        this.permits = Reach.field(type, PERMITS);
        this.max = Reach.method(type, "getMaxConcurrentTasks");
        // What it was called before 12.1.6.
        this.maxOnce = Reach.method(type, "getMaxThreads");
    }

    /** Whether it is such a pool. It makes its permits when it is started, which is after a port was opened. */
    static boolean are(Object pool) {
        return Reach.field(pool.getClass(), PERMITS).exists();
    }

    @Override
    public String connector() {
        return connector;
    }

    @Override
    public String setting() {
        return "maxConcurrentTasks of the VirtualThreadPool (Spring Boot: server.jetty.threads.max)";
    }

    /** Negative while the pool is stopped, and where it was told to have no bound. */
    @Override
    public int busy() {
        Semaphore its = permits();
        return its == null ? -1 : Math.max(0, max() - its.availablePermits());
    }

    @Override
    public int max() {
        return (int) (max.exists() ? max : maxOnce).number(pool);
    }

    @Override
    public int queued() {
        Semaphore its = permits();
        return its == null ? 0 : its.getQueueLength();
    }

    /** Who waits for a permit is known to the JDK alone. */
    @Override
    public @Nullable Object oldestQueued() {
        return null;
    }

    private @Nullable Semaphore permits() {
        return permits.of(pool) instanceof Semaphore its ? its : null;
    }
}
