package dev.gatewayhealth.spring;

import dev.gatewayhealth.library.SharedMonitor;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;

/**
 * Stands before everything else that a closing context stops, Spring's own graceful shutdown of the web server included: readiness is taken
 * back first, and the rest is stopped when those who poll have seen it. An agent in the JVM holds the server itself.
 */
final class LeavingFirst implements SmartLifecycle {

    /** The last to start is the first to stop. */
    static final int PHASE = Integer.MAX_VALUE;

    /** What a context calls the part that stops its web server; one that was deployed to somebody else's server has none. */
    private static final String OWN_SERVER = "webServerStartStop";

    private final ServiceHealth health;
    private final ApplicationContext context;
    private volatile boolean running;

    LeavingFirst(ServiceHealth health, ApplicationContext context) {
        this.health = health;
        this.context = context;
    }

    /** A context may be started again after it was stopped; then it stays. */
    @Override
    public void start() {
        running = true;
        SharedMonitor own = health.own();
        if (own != null) {
            own.stay();
        }
    }

    /**
     * Holds the thread that closes the context, for {@code drain.max} at most. A server that is not the context's own lets nobody in any
     * more by now, so nobody could see it leave.
     */
    @Override
    public void stop() {
        SharedMonitor own = running && context.containsBean(OWN_SERVER) ? health.own() : null;
        running = false;
        if (own != null) {
            own.drain(finishes());
        }
    }

    /** Spring's server waits for the requests it has begun, unless it was told not to. */
    private boolean finishes() {
        return !"immediate".equalsIgnoreCase(context.getEnvironment().getProperty("server.shutdown"));
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Since Spring 7: a context that only pauses comes back, so nobody has to be told. */
    @SuppressWarnings("MissingOverride") // Spring 6 does not ask
    public boolean isPauseable() {
        return false;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
