package dev.gatewayhealth.spring;

import dev.gatewayhealth.audit.ListenerLimits.ApplicationTimeout;
import dev.gatewayhealth.library.HealthSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;

/**
 * Tells the application of findings and of the verdict, on one daemon thread of its own: foreign listeners on the watchdog's would hold up
 * the watch. The verdict is looked at twice a second, which costs a volatile read.
 */
final class EventPublisher implements SmartLifecycle, Runnable {

    /** More than a second's worth; a listener that is slower than that misses some. */
    private static final int ROOM = 256;

    private static final long LOOK_MILLIS = 500;

    private final ServiceHealth health;
    private final ApplicationEventPublisher events;
    private final Supplier<List<ApplicationTimeout>> timeouts;
    private final Consumer<String> problems;
    private final BlockingQueue<Map<String, Object>> queue = new ArrayBlockingQueue<>(ROOM);

    /** The publisher's thread only. */
    private String status = "UP";

    private volatile @Nullable Thread thread;

    /** @param timeouts how long the application waits, which the monitor is told of when it is there */
    EventPublisher(
            ServiceHealth health,
            ApplicationEventPublisher events,
            Supplier<List<ApplicationTimeout>> timeouts,
            Consumer<String> problems) {
        this.health = health;
        this.events = events;
        this.timeouts = timeouts;
        this.problems = problems;
    }

    @Override
    public void start() {
        Thread its = new Thread(this, "gateway-health-events");
        its.setDaemon(true);
        thread = its;
        its.start();
    }

    /** Before the context goes: nothing is published into one that closes. */
    @Override
    public void stop() {
        Thread its = thread;
        thread = null;
        if (its != null) {
            its.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    /** Listeners still hear that this instance leaves: before what keeps the rest from stopping meanwhile, after everything else. */
    @Override
    public int getPhase() {
        return LeavingFirst.PHASE - 1;
    }

    @Override
    public void run() {
        HealthSource subscribed = null;
        Runnable end = () -> {};
        Runnable silence = () -> {};
        try {
            while (thread == Thread.currentThread()) {
                HealthSource source = health.source();
                if (source != null && source != subscribed) {
                    subscribed = source;
                    end = source.subscribe(queue::offer);
                    silence = source.application(timeouts);
                }
                look();
                Map<String, Object> told = queue.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                if (told != null) {
                    publish(GatewayFindingEvent.of(told));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            end.run();
            silence.run();
        }
    }

    private void look() {
        Object now = health.health().get("status");
        if (now instanceof String word && !word.equals(status)) {
            String before = status;
            status = word;
            publish(new GatewayStatusEvent(before, word));
        }
    }

    /** What a listener throws is the listener's. */
    private void publish(Object event) {
        try {
            events.publishEvent(event);
        } catch (RuntimeException | LinkageError e) {
            problems.accept("[gateway-health] WARN a listener of the application failed at " + event + ": " + e);
        }
    }
}
