package dev.gatewayhealth.spring;

import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Shows the verdict as {@code gateway} in the service's own health, and in its readiness. */
@AutoConfiguration(
        after = GatewayHealthAutoConfiguration.class,
        afterName =
                "org.springframework.boot.health.autoconfigure.actuate.endpoint.AvailabilityProbesAutoConfiguration")
@ConditionalOnClass(HealthIndicator.class)
@ConditionalOnBean(ServiceHealth.class)
@ConditionalOnEnabledHealthIndicator(GatewayHealthContributorAutoConfiguration.NAME)
public final class GatewayHealthContributorAutoConfiguration {

    static final String NAME = "gateway";

    /** For Spring Boot, which finds it by its imports. */
    public GatewayHealthContributorAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean(name = "gatewayHealthIndicator")
    GatewayHealthIndicator gatewayHealthIndicator(ServiceHealth health) {
        return new GatewayHealthIndicator(health);
    }

    /** Spring Boot's own comes first in the same order, and makes the group. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({HealthEndpointGroups.class, SecurityContext.class})
    static class Groups {

        @Bean
        @ConditionalOnProperty(
                name = "management.endpoint.health.group.readiness.include",
                havingValue = "\0",
                matchIfMissing = true)
        static InReadiness gatewayHealthInReadiness() {
            return new InReadiness(NAME);
        }
    }
}
