package dev.gatewayhealth.agent.httpserver;

import dev.gatewayhealth.agent.server.Asked;
import dev.gatewayhealth.resource.ThreadPoolGauge;
import java.util.OptionalLong;
import java.util.concurrent.ThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

/** The executor that the application gave its server; only a {@link ThreadPoolExecutor} tells anything. */
final class HttpServerThreads implements ThreadPoolGauge {

    private final Object server;
    private final String connector;

    /** Set before the server starts and never changed, but by the start itself. */
    private @Nullable Object executor;

    HttpServerThreads(Object server, String connector) {
        this.server = server;
        this.connector = connector;
    }

    @Override
    public String connector() {
        return connector;
    }

    @Override
    public String setting() {
        return "the threads of the executor given to HttpServer.setExecutor";
    }

    @Override
    public @Nullable String missing() {
        if (pool() != null) {
            return null;
        }
        boolean own = executor != null && executor.getClass().getName().startsWith("sun.net.httpserver.");
        return own
                ? "the " + connector + " has no executor: one thread accepts, reads and serves everything"
                : "the executor of the " + connector + " does not tell its threads";
    }

    @Override
    public int busy() {
        ThreadPoolExecutor pool = pool();
        return pool == null ? -1 : pool.getActiveCount();
    }

    @Override
    public int max() {
        ThreadPoolExecutor pool = pool();
        return pool == null || pool.getMaximumPoolSize() == Integer.MAX_VALUE ? 0 : most(pool);
    }

    /** Behind a queue without a bound there are never more threads than the core. */
    private static int most(ThreadPoolExecutor pool) {
        int room = pool.getQueue().remainingCapacity();
        return room == Integer.MAX_VALUE ? pool.getCorePoolSize() : pool.getMaximumPoolSize();
    }

    @Override
    public int queued() {
        ThreadPoolExecutor pool = pool();
        return pool == null ? 0 : pool.getQueue().size();
    }

    @Override
    public boolean holdsUnread() {
        return true;
    }

    @Override
    public @Nullable Object oldestQueued() {
        ThreadPoolExecutor pool = pool();
        return pool == null ? null : pool.getQueue().peek();
    }

    @Override
    public OptionalLong submitted() {
        ThreadPoolExecutor pool = pool();
        return pool == null ? OptionalLong.empty() : OptionalLong.of(pool.getTaskCount());
    }

    private @Nullable ThreadPoolExecutor pool() {
        if (executor == null) {
            executor = new Asked(server).field("executor").object();
        }
        return executor instanceof ThreadPoolExecutor pool ? pool : null;
    }
}
