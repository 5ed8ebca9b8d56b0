package dev.gatewayhealth.spring;

import dev.gatewayhealth.metrics.GatewayHealthMetrics;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Puts the meters into the service's own registries; Spring Boot binds what it finds. */
@AutoConfiguration(after = GatewayHealthAutoConfiguration.class)
@ConditionalOnClass(MeterBinder.class)
@ConditionalOnBean(ServiceHealth.class)
public final class GatewayHealthMetricsAutoConfiguration {

    /** For Spring Boot, which finds it by its imports. */
    public GatewayHealthMetricsAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    GatewayHealthMetrics gatewayHealthMetrics(ServiceHealth health) {
        return new GatewayHealthMetrics(health);
    }
}
