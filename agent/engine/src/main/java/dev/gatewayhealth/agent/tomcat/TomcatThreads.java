package dev.gatewayhealth.agent.tomcat;

import dev.gatewayhealth.agent.server.Reach;
import dev.gatewayhealth.resource.ThreadPoolGauge;
import java.util.Collection;
import java.util.OptionalLong;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The thread pool of a Tomcat endpoint, read from the endpoint itself: most embeddings register no MBeans, and the queue stands in
 * none.
 */
final class TomcatThreads implements ThreadPoolGauge {

    private final Object endpoint;
    private final String connector;
    private final Reach busy;
    private final Reach max;
    private final Reach executor;

    TomcatThreads(Object endpoint, String connector) {
        Class<?> type = endpoint.getClass();
        this.endpoint = endpoint;
        this.connector = connector;
        this.busy = Reach.method(type, "getCurrentThreadsBusy");
        this.max = Reach.method(type, "getMaxThreads");
        this.executor = Reach.method(type, "getExecutor");
    }

    @Override
    public String connector() {
        return connector;
    }

    @Override
    public String setting() {
        return "maxThreads of the connector (Spring Boot: server.tomcat.threads.max)";
    }

    @Override
    public int busy() {
        return (int) busy.number(endpoint);
    }

    @Override
    public int max() {
        return (int) max.number(endpoint);
    }

    @Override
    public int queued() {
        Object queue = queue();
        return queue instanceof Collection<?> tasks ? tasks.size() : 0;
    }

    @Override
    public boolean holdsUnread() {
        return true;
    }

    @Override
    public @Nullable Object oldestQueued() {
        return queue() instanceof Queue<?> tasks ? tasks.peek() : null;
    }

    @Override
    public OptionalLong submitted() {
        Object pool = executor.of(endpoint);
        if (pool == null) {
            return OptionalLong.empty();
        }
        Reach tasks = Reach.method(pool.getClass(), "getTaskCount");
        return tasks.exists() ? OptionalLong.of(tasks.number(pool)) : OptionalLong.empty();
    }

    /** Null with an executor that has none, as with virtual threads. */
    private @Nullable Object queue() {
        Object pool = executor.of(endpoint);
        if (pool == null) {
            return null;
        }
        Reach queue = Reach.method(pool.getClass(), "getQueue");
        return queue.exists() ? queue.of(pool) : null;
    }
}
