package dev.gatewayhealth.spring;

import dev.gatewayhealth.report.Report;
import dev.gatewayhealth.servlet.GatewayHealthFilter;
import dev.gatewayhealth.settings.Settings;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.web.server.WebFilter;

/** A monitor for a web application, the filter that follows its requests and answers its gateway, and events of what is found. */
@AutoConfiguration
@ConditionalOnWebApplication
@Conditional(OnGatewayHealth.class)
public final class GatewayHealthAutoConfiguration {

    /** For Spring Boot, which finds it by its imports. */
    public GatewayHealthAutoConfiguration() {}

    /** @throws dev.gatewayhealth.settings.InvalidSettingsException if a setting cannot be used, which ends the start */
    @Bean
    Settings.Outcome gatewayHealthSettings(Environment environment) {
        Settings.Outcome outcome = SpringSettings.read(environment);
        outcome.orThrow();
        return outcome;
    }

    /** Made when it is first asked for, which few applications do. */
    @Bean
    @Lazy
    GatewayHealthProperties gatewayHealthProperties(Settings.Outcome gatewayHealthSettings) {
        return GatewayHealthProperties.of(gatewayHealthSettings.settings());
    }

    @Bean
    ServiceHealth gatewayHealthServiceHealth(
            Settings.Outcome gatewayHealthSettings, ObjectProvider<Report.Hook> gatewayHealthHook) {
        return new ServiceHealth(gatewayHealthHook.getIfAvailable(), gatewayHealthSettings, new LogLines());
    }

    @Bean
    EventPublisher gatewayHealthEventPublisher(ServiceHealth health, ConfigurableApplicationContext context) {
        return new EventPublisher(health, context, new SpringTimeouts(context), new LogLines());
    }

    /** Before the web server stops, in every kind of context that has one. */
    @Bean
    LeavingFirst gatewayHealthLeavingFirst(ServiceHealth health, ApplicationContext context) {
        return new LeavingFirst(health, context);
    }

    @Bean
    Readiness gatewayHealthReadiness(ApplicationEventPublisher events) {
        return new Readiness(events);
    }

    /** Tomcat's, Jetty's, and whatever else has servlets. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    @ConditionalOnClass(Filter.class)
    static class Servlets {

        /** The filter, before Spring Security's, so that a secured application still answers its gateway. */
        @Bean
        @ConditionalOnMissingBean(name = "gatewayHealthFilter")
        FilterRegistrationBean<GatewayHealthFilter> gatewayHealthFilter(Settings.Outcome gatewayHealthSettings) {
            FilterRegistrationBean<GatewayHealthFilter> filter =
                    new FilterRegistrationBean<>(new GatewayHealthFilter(gatewayHealthSettings, new LogLines()));
            filter.setName(GatewayHealthFilter.NAME);
            filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
            filter.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC);
            filter.addUrlPatterns("/*");
            return filter;
        }
    }

    /** Reactor Netty's, and whatever else Spring WebFlux runs on. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
    @ConditionalOnClass(WebFilter.class)
    static class Reactive {

        @Bean
        Report.Hook gatewayHealthHook() {
            return new Report.Hook("Spring WebFlux", "GatewayHealthWebFilter.filter", "live");
        }

        @Bean
        @ConditionalOnClass(WebServerInitializedEvent.class)
        ReactivePlace gatewayHealthReactivePlace(ServiceHealth health) {
            return new ReactivePlace(health);
        }

        @Bean
        @ConditionalOnMissingBean
        GatewayHealthWebFilter gatewayHealthWebFilter(ServiceHealth health, GatewayHealthProperties properties) {
            return new GatewayHealthWebFilter(health, properties.path());
        }
    }
}
