package dev.gatewayhealth.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.metrics.GatewayHealthMetrics;
import dev.gatewayhealth.servlet.GatewayHealthFilter;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.servlet.Filter;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.servlet.FilterRegistrationBean;

/** Which beans there are under which conditions. */
class AutoConfigurationTest {

    private static final AutoConfigurations OURS = AutoConfigurations.of(
            GatewayHealthAutoConfiguration.class,
            GatewayHealthContributorAutoConfiguration.class,
            GatewayHealthMetricsAutoConfiguration.class);

    private final WebApplicationContextRunner servlets = new WebApplicationContextRunner().withConfiguration(OURS);

    @Test
    void aServletApplicationGetsAllOfIt() {
        servlets.run(context -> assertThat(context)
                .hasNotFailed()
                .hasSingleBean(FilterRegistrationBean.class)
                .hasSingleBean(GatewayHealthIndicator.class)
                .hasSingleBean(InReadiness.class)
                .hasSingleBean(GatewayHealthMetrics.class)
                .hasSingleBean(GatewayHealthProperties.class)
                .doesNotHaveBean(GatewayHealthWebFilter.class));
    }

    @Test
    void aReactiveApplicationGetsItsOwnFilterAndNeedsNoServlets() {
        new ReactiveWebApplicationContextRunner()
                .withConfiguration(OURS)
                .withClassLoader(new FilteredClassLoader(Filter.class))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(GatewayHealthWebFilter.class)
                        .hasSingleBean(GatewayHealthIndicator.class)
                        .doesNotHaveBean(FilterRegistrationBean.class));
    }

    @Test
    void whatIsNoWebApplicationGetsNothing() {
        new ApplicationContextRunner()
                .withConfiguration(OURS)
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(ServiceHealth.class)
                        .doesNotHaveBean(GatewayHealthIndicator.class)
                        .doesNotHaveBean(GatewayHealthMetrics.class));
    }

    @Test
    void withoutActuatorOrMicrometerTheRestIsThere() {
        servlets.withClassLoader(
                        new FilteredClassLoader(HealthIndicator.class, HealthEndpointGroups.class, MeterBinder.class))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(FilterRegistrationBean.class)
                        .doesNotHaveBean(GatewayHealthMetricsAutoConfiguration.class)
                        .doesNotHaveBean(GatewayHealthContributorAutoConfiguration.class));
    }

    @Test
    void switchedOffBySystemPropertyNothingIsThere() {
        servlets.withSystemProperties("gateway.health.enabled=false")
                .run(context -> assertThat(List.of(context.getBeanDefinitionNames()))
                        .noneMatch(name -> name.startsWith("gatewayHealth")));
    }

    @Test
    void theApplicationsOwnRegistrationOfTheFilterIsKept() {
        FilterRegistrationBean<GatewayHealthFilter> own = new FilterRegistrationBean<>(new GatewayHealthFilter());
        servlets.withBean("gatewayHealthFilter", FilterRegistrationBean.class, () -> own)
                .run(context -> assertThat(context.getBean(FilterRegistrationBean.class))
                        .isSameAs(own));
    }

    @Test
    void theMonitorEndsWithTheApplication() {
        servlets.run(context -> assertThat(watchdogs()).isOne());

        Awaitility.await("no watchdog").until(() -> watchdogs() == 0);
        assertThat(System.getProperty("dev.gatewayhealth.monitor")).isNull();
    }

    private static long watchdogs() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("gateway-health-watchdog"))
                .count();
    }
}
