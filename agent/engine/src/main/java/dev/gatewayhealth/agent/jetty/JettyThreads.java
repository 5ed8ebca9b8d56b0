package dev.gatewayhealth.agent.jetty;

import dev.gatewayhealth.agent.server.Reach;
import dev.gatewayhealth.resource.ThreadPoolGauge;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The thread pool of a Jetty server. Its acceptors and selectors lease threads for good, and some idle ones are kept in reserve; neither
 * count as busy, and what is leased is not to be had.
 */
final class JettyThreads implements ThreadPoolGauge {

    private final Object pool;
    private final String connector;
    private final Reach busy;
    private final Reach max;
    private final Reach queueSize;
    private final Reach queue;
    private final Reach virtual;

    JettyThreads(Object pool, String connector) {
        Class<?> type = pool.getClass();
        this.pool = pool;
        this.connector = connector;
        this.busy = Reach.method(type, "getUtilizedThreads");
        this.max = Reach.method(type, "getMaxAvailableThreads");
        this.queueSize = Reach.method(type, "getQueueSize");
        this.queue = Reach.field(type, "_jobs");
        this.virtual = Reach.method(type, "getVirtualThreadsExecutor");
    }

    @Override
    public String connector() {
        return connector;
    }

    @Override
    public String setting() {
        return "maxThreads of the QueuedThreadPool (Spring Boot: server.jetty.threads.max)";
    }

    @Override
    public int busy() {
        boolean counts = busy.exists() && max.exists() && !(virtual.exists() && virtual.of(pool) != null);
        return counts ? (int) busy.number(pool) : -1;
    }

    @Override
    public int max() {
        return max.exists() ? (int) max.number(pool) : 0;
    }

    @Override
    public int queued() {
        return queueSize.exists() ? (int) queueSize.number(pool) : 0;
    }

    @Override
    public boolean holdsUnread() {
        return true;
    }

    @Override
    public @Nullable Object oldestQueued() {
        return queue.exists() && queue.of(pool) instanceof Queue<?> jobs ? jobs.peek() : null;
    }
}
