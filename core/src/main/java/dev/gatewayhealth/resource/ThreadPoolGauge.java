package dev.gatewayhealth.resource;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a connector's pool of request threads says of itself; implemented beside each container, called by the watchdog thread.
 * Must not block.
 */
public interface ThreadPoolGauge {

    /** For people: {@code connector :8080}. */
    String connector();

    /** What to change for more threads, in the words of that server, for example {@code server.tomcat.threads.max}. */
    String setting();

    /** Why this server has no such pool, null if it has one. */
    default @Nullable String missing() {
        return null;
    }

    /** Threads at work; negative where the pool does not count them, as with virtual threads. */
    int busy();

    /** The most threads there can be; 0 or less where there is no bound. */
    int max();

    /** Tasks that wait for a thread. */
    int queued();

    /** The task that has waited longest, or null if none waits or it cannot be seen; only its identity matters. */
    @Nullable
    Object oldestQueued();

    /**
     * How many tasks were ever handed to the pool, those that still wait included; asked only while some wait. With it the age
     * of the oldest is known even while the queue moves, without it only while one task stays at the head.
     */
    default OptionalLong submitted() {
        return OptionalLong.empty();
    }

    /** Whether requests wait in this queue unread: then the server takes them for new when a thread has them, and the gateway does not. */
    default boolean holdsUnread() {
        return false;
    }
}
