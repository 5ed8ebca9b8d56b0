package dev.gatewayhealth.spring;

import dev.gatewayhealth.servlet.GatewayHealthFilter;
import dev.gatewayhealth.settings.Settings;
import jakarta.servlet.DispatcherType;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/** Registers the filter, and with it the endpoint, in front of everything else in a servlet application. */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public final class GatewayHealthAutoConfiguration {

    /** @throws dev.gatewayhealth.settings.InvalidSettingsException if a setting cannot be used, which ends the start */
    @Bean
    Settings.Outcome gatewayHealthSettings(Environment environment) {
        Settings.Outcome outcome = SpringSettings.read(environment);
        outcome.orThrow();
        return outcome;
    }

    @Bean
    GatewayHealthProperties gatewayHealthProperties(Settings.Outcome gatewayHealthSettings) {
        return GatewayHealthProperties.of(gatewayHealthSettings.settings());
    }

    /** The filter, before Spring Security's, so that a secured application still answers its gateway. */
    @Bean
    @ConditionalOnMissingBean(name = "gatewayHealthFilter")
    FilterRegistrationBean<GatewayHealthFilter> gatewayHealthFilter(Settings.Outcome gatewayHealthSettings) {
        FilterRegistrationBean<GatewayHealthFilter> filter =
                new FilterRegistrationBean<>(new GatewayHealthFilter(gatewayHealthSettings, new LogLines()));
        filter.setName(GatewayHealthFilter.NAME);
        filter.setEnabled(gatewayHealthSettings.settings().enabled());
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        filter.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC);
        filter.addUrlPatterns("/*");
        return filter;
    }
}
