package dev.gatewayhealth.resource;

import org.jspecify.annotations.Nullable;

/** What a connector's pool of request threads says of itself; implemented beside each container. Must not block. */
public interface ThreadPoolGauge {

    /** For people: {@code connector :8080}. */
    String connector();

    /** What to change for more threads, in the words of that server, for example {@code server.tomcat.threads.max}. */
    String setting();

    /** Threads at work; negative where the pool does not count them, as with virtual threads. */
    int busy();

    /** The most threads there can be; 0 or less where there is no bound. */
    int max();

    /** Tasks that wait for a thread. */
    int queued();

    /** The task that has waited longest, or null if none waits; only its identity matters. */
    @Nullable
    Object oldestQueued();
}
