package dev.gatewayhealth.spring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ApplicationAvailabilityBean;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

class ReadinessTest {

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    @BeforeEach
    void start() {
        context.registerBean(Readiness.class, () -> new Readiness(context));
        context.registerBean(ApplicationAvailabilityBean.class);
        context.refresh();
        AvailabilityChangeEvent.publish(context, ReadinessState.ACCEPTING_TRAFFIC);
    }

    @AfterEach
    void stop() {
        context.close();
    }

    @Test
    void aWarningLeavesItAlone() {
        verdict("UP", "WARN");

        assertThat(state()).isEqualTo(ReadinessState.ACCEPTING_TRAFFIC);
    }

    @Test
    void downTakesItBackAndWhatWasTakenIsGivenBack() {
        verdict("WARN", "DOWN");
        assertThat(state()).isEqualTo(ReadinessState.REFUSING_TRAFFIC);

        verdict("DOWN", "UP");
        assertThat(state()).isEqualTo(ReadinessState.ACCEPTING_TRAFFIC);
    }

    @Test
    void aDrainTakesItBackToo() {
        verdict("UP", "DRAINING");

        assertThat(state()).isEqualTo(ReadinessState.REFUSING_TRAFFIC);
    }

    @Test
    void somebodyElsesRefusalStays() {
        verdict("UP", "DOWN");
        AvailabilityChangeEvent.publish(context, ReadinessState.REFUSING_TRAFFIC);
        verdict("DOWN", "UP");

        assertThat(state()).isEqualTo(ReadinessState.REFUSING_TRAFFIC);
    }

    @Test
    void thatSpringSaysReadyAtTheEndOfTheStartDoesNotMakeItSo() {
        verdict("UP", "DOWN");
        AvailabilityChangeEvent.publish(context, ReadinessState.ACCEPTING_TRAFFIC);

        assertThat(state()).isEqualTo(ReadinessState.REFUSING_TRAFFIC);
    }

    private void verdict(String before, String now) {
        context.publishEvent(new GatewayStatusEvent(before, now));
    }

    private ReadinessState state() {
        return context.getBean(ApplicationAvailability.class).getReadinessState();
    }
}
