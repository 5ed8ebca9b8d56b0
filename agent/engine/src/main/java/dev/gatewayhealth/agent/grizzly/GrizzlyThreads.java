package dev.gatewayhealth.agent.grizzly;

import dev.gatewayhealth.agent.server.Asked;
import dev.gatewayhealth.agent.server.Reach;
import dev.gatewayhealth.resource.ThreadPoolGauge;
import java.util.Queue;
import java.util.concurrent.TransferQueue;
import org.jspecify.annotations.Nullable;

/**
 * The worker threads of a Grizzly transport. One of its pools counts those at work; the others do not, but their idle threads wait at
 * the queue, which counts them.
 */
final class GrizzlyThreads implements ThreadPoolGauge {

    private final String connector;
    private final Object pool;
    private final Reach config;
    private final Reach size;
    private final Reach queue;
    private final Reach active;
    private final Reach shutDown;

    private GrizzlyThreads(String connector, Object pool) {
        this.connector = connector;
        this.pool = pool;
        this.config = Reach.method(pool.getClass(), "getConfig");
        this.size = Reach.method(pool.getClass(), "getSize");
        this.queue = Reach.method(pool.getClass(), "getQueue");
        this.shutDown = Reach.method(pool.getClass(), "isShutdown");
        this.active = Reach.field(pool.getClass(), "activeThreadsCount");
    }

    /** @param executor a pool, or what Grizzly wraps one in */
    static GrizzlyThreads of(Object executor, String connector) {
        Object inner = new Asked(executor).field("pool").object();
        return new GrizzlyThreads(connector, inner == null ? executor : inner);
    }

    @Override
    public String connector() {
        return connector;
    }

    @Override
    public String setting() {
        return "the worker pool's maximum (Grizzly: ThreadPoolConfig.setMaxPoolSize; GlassFish: max-thread-pool-size of http-thread-pool)";
    }

    @Override
    public int busy() {
        if (active.exists()) {
            return (int) active.number(pool);
        }
        return size.exists() && tasks() instanceof TransferQueue<?> waitedAt
                ? Math.max(0, (int) size.number(pool) - waitedAt.getWaitingConsumerCount())
                : -1;
    }

    @Override
    public int max() {
        Long most = config.exists() ? new Asked(config.of(pool)).number("getMaxPoolSize") : null;
        return most == null ? 0 : most.intValue();
    }

    @Override
    public int queued() {
        Queue<?> tasks = tasks();
        return tasks == null ? 0 : tasks.size();
    }

    @Override
    public @Nullable Object oldestQueued() {
        Queue<?> tasks = tasks();
        return tasks == null ? null : tasks.peek();
    }

    /** Of a pool that is shut down none: what it queues then only ends its threads. */
    private @Nullable Queue<?> tasks() {
        boolean over = shutDown.exists() && Boolean.TRUE.equals(shutDown.of(pool));
        return !over && queue.exists() && queue.of(pool) instanceof Queue<?> tasks ? tasks : null;
    }
}
