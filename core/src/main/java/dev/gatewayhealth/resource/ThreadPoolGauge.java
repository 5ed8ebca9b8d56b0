package dev.gatewayhealth.resource;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a connector's pool of request threads says of itself; implemented beside each container, called by the watchdog thread.
 * Must not block.
 */
public interface ThreadPoolGauge {

    /** {@return the connector for people: {@code connector :8080}} */
    String connector();

    /** {@return what to change for more threads, in the words of that server, for example {@code server.tomcat.threads.max}} */
    String setting();

    /** {@return why this server has no such pool, null if it has one} */
    default @Nullable String missing() {
        return null;
    }

    /** {@return how many threads are at work; negative where the pool does not count them, as with virtual threads} */
    int busy();

    /** {@return the most threads there can be; 0 or less where there is no bound} */
    int max();

    /** {@return how many tasks wait for a thread} */
    int queued();

    /** {@return the task that has waited longest, or null if none waits or it cannot be seen; only its identity matters} */
    @Nullable
    Object oldestQueued();

    /**
     * {@return how many tasks were ever handed to the pool, those that still wait included; asked only while some wait} With it the age of
     * the oldest is known even while the queue moves, without it only while one task stays at the head.
     */
    default OptionalLong submitted() {
        return OptionalLong.empty();
    }

    /**
     * {@return whether requests wait in this queue unread: then the server takes them for new when a thread has them, and the gateway does
     * not}
     */
    default boolean holdsUnread() {
        return false;
    }
}
