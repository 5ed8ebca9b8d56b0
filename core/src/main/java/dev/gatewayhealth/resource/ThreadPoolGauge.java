package dev.gatewayhealth.resource;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a container's pool of request threads shows of itself, read from the hooked object itself; called by the watchdog
 * thread only, and must not block.
 */
public interface ThreadPoolGauge {

    /** The connector it serves, for example {@code :8080}. */
    String connector();

    /** Threads at work on a request. */
    int busy();

    /** The most threads there can be; 0 or less where nobody knows. */
    int max();

    /** Tasks that wait for a thread. */
    int queued();

    /** The task that waits at the head of the queue, only to be recognized again; null if none waits or it cannot be seen. */
    @Nullable
    Object oldestQueued();

    /** Whether each request gets a virtual thread of its own, so that there is no pool that could run out. */
    default boolean virtualThreads() {
        return false;
    }

    /**
     * How many tasks were ever handed to the pool, those that still wait included. With it, the age of the queue's head is
     * known even while the queue moves, without it only while one task stays at the head.
     */
    default OptionalLong submitted() {
        return OptionalLong.empty();
    }
}
