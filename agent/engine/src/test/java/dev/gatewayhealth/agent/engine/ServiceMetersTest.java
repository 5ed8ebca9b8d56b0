package dev.gatewayhealth.agent.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.agent.admin.SomeReport;
import dev.gatewayhealth.report.Status;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ServiceMetersTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private Status status = Status.UP;

    @AfterEach
    void forgetTheRegistry() {
        Metrics.removeRegistry(registry);
        Metrics.globalRegistry.clear();
    }

    @Test
    void aServiceWithoutMicrometerIsLeftAlone() {
        assertThat(meters(List.of()).joined()).isFalse();
    }

    @Test
    void withoutARegistryOfTheServicesThereIsNothingToJoinYet() {
        assertThat(meters(List.of(Metrics.class)).joined()).isFalse();
    }

    @Test
    void theMetersStandInTheServicesRegistryAndFollowTheReport() {
        Metrics.addRegistry(registry);

        assertThat(meters(List.of(Metrics.class)).joined()).isTrue();

        assertThat(registry.get("gateway.health").gauge().value()).isEqualTo(1);
        status = Status.DOWN;
        assertThat(registry.get("gateway.health").gauge().value()).isZero();
        assertThat(registry.find("gateway.requests.gave.up").functionCounter()).isNotNull();
    }

    private ServiceMeters meters(List<Class<?>> loaded) {
        return new ServiceMeters(name -> loaded, () -> SomeReport.of(status), () -> false);
    }
}
