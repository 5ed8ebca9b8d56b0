package dev.gatewayhealth.spring;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;

/**
 * Takes the application's readiness back while the verdict says that no request should come, and gives back what it took: a refusal that is
 * somebody else's stays.
 */
final class Readiness {

    private final ApplicationEventPublisher events;

    /** Guarded by this. */
    private boolean refusing;

    /** Who spoke last. Guarded by this. */
    private @Nullable Object last;

    Readiness(ApplicationEventPublisher events) {
        this.events = events;
    }

    @EventListener
    void statusChanged(GatewayStatusEvent event) {
        boolean mine;
        synchronized (this) {
            refusing = !event.ready();
            mine = last == this;
        }
        if (!event.ready()) {
            say(ReadinessState.REFUSING_TRAFFIC);
        } else if (mine) {
            say(ReadinessState.ACCEPTING_TRAFFIC);
        }
    }

    /** Spring Boot says that the application is ready when it has started, whatever was said before. */
    @EventListener
    void availabilityChanged(AvailabilityChangeEvent<ReadinessState> event) {
        boolean contradicted;
        synchronized (this) {
            last = event.getSource();
            contradicted = refusing && last != this && event.getState() == ReadinessState.ACCEPTING_TRAFFIC;
        }
        if (contradicted) {
            say(ReadinessState.REFUSING_TRAFFIC);
        }
    }

    private void say(ReadinessState state) {
        AvailabilityChangeEvent.publish(events, this, state);
    }
}
