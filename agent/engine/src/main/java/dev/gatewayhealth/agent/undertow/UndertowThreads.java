package dev.gatewayhealth.agent.undertow;

import dev.gatewayhealth.agent.server.Reach;
import dev.gatewayhealth.resource.ThreadPoolGauge;
import java.util.concurrent.ThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

/**
 * The task pool of an XNIO worker, where Undertow has blocking requests done; read from the worker itself, because the executor of JBoss
 * Threads that stands behind it counts its active threads only when told to at start-up.
 */
final class UndertowThreads implements ThreadPoolGauge {

    /** Pools wrap pools; none is known to do so more than twice. */
    private static final int MOST_WRAPPED = 4;

    private final String connector;
    private final Object pool;
    private final @Nullable Object executor;
    private final Reach max;
    private final Reach threads;
    private final Reach queueSize;
    private final WaitingThreads waiting;

    private UndertowThreads(String connector, Object pool) {
        this.connector = connector;
        this.pool = pool;
        this.executor = unwrap(pool);
        this.max = Reach.method(pool.getClass(), "getMaximumPoolSize");
        this.threads = Reach.method(pool.getClass(), "getPoolSize");
        this.queueSize = Reach.method(pool.getClass(), "getQueueSize");
        this.waiting = new WaitingThreads(executor == null ? pool : executor);
    }

    /** Null where the worker is none we know. */
    static @Nullable UndertowThreads of(Object worker, String connector) {
        Reach pool = Reach.field(worker.getClass(), "taskPool");
        Object its = pool.exists() ? pool.of(worker) : null;
        return its == null ? null : new UndertowThreads(connector, its);
    }

    private static @Nullable Object unwrap(Object pool) {
        Object at = pool;
        for (int i = 0; i < MOST_WRAPPED; i++) {
            Object inner = field(at, "executor");
            Object next = inner == null ? field(at, "delegate") : inner;
            if (inner != null || next instanceof ThreadPoolExecutor || next == null) {
                return next;
            }
            at = next;
        }
        return null;
    }

    private static @Nullable Object field(Object of, String name) {
        Reach field = Reach.field(of.getClass(), name);
        return field.exists() ? field.of(of) : null;
    }

    @Override
    public String connector() {
        return connector;
    }

    @Override
    public String setting() {
        return "the worker's threads (Undertow: setWorkerThreads; WildFly: task-max-threads of the io subsystem's worker;"
                + " Spring Boot: server.undertow.threads.worker)";
    }

    @Override
    public int busy() {
        if (executor instanceof ThreadPoolExecutor its) {
            return its.getActiveCount();
        }
        int idle = waiting.count();
        return idle < 0 ? -1 : Math.max(0, (int) threads.number(pool) - idle);
    }

    @Override
    public int max() {
        return (int) max.number(pool);
    }

    @Override
    public int queued() {
        return (int) queueSize.number(pool);
    }

    @Override
    public @Nullable Object oldestQueued() {
        return executor instanceof ThreadPoolExecutor its ? its.getQueue().peek() : waiting.oldestTask();
    }
}
