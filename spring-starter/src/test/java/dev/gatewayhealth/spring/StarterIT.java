package dev.gatewayhealth.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewayhealth.servlet.GatewayHealthFilter;
import dev.gatewayhealth.spring.Service.Server;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;

/** A real application on a real server, with nothing of ours but the starter on its class path. */
final class StarterIT {

    @ParameterizedTest
    @EnumSource(names = {"TOMCAT", "JETTY"})
    void addingTheStarterIsEnough(Server server) {
        try (Service service = Service.on(server).start()) {
            assertThat(service.get("/hello").body()).isEqualTo("hello");
            assertThat(service.get("/gateway-health").statusCode()).isEqualTo(200);
            assertThat(service.get("/gateway-health").body()).startsWith("{\"status\":");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"TOMCAT", "JETTY"})
    void everyKindOfRequestIsFollowedOnce(Server server) {
        try (Service service =
                Service.on(server).with("gateway-health.admin.token=open").start()) {
            service.get("/hello");
            assertThat(service.get("/later").body()).isEqualTo("later");
            assertThat(service.get("/nowhere").statusCode()).isEqualTo(404);

            service.await("\"started\":3,\"answered\":3", "/gateway-health/report", "Authorization", "Bearer open");
        }
    }

    @Test
    void settingsComeFromSpringByNginxsGrammar() {
        String[] settings = {
            "gateway-health.admin.token=open",
            "gateway-health.path=/ready",
            "gateway-health.proxy-read-timeout=5",
            "gateway-health.down-on[0]=deadlock",
            "gateway-health.down-on[1]=listener",
            "gateway-health.admin.port=false"
        };
        try (Service service = Service.on(Server.TOMCAT).with(settings).start()) {
            assertThat(service.get("/gateway-health").statusCode()).isEqualTo(404);
            assertThat(service.get("/ready").statusCode()).isEqualTo(200);
            GatewayHealthProperties properties = service.context().getBean(GatewayHealthProperties.class);
            assertThat(properties.proxyReadTimeout()).isEqualTo(Duration.ofSeconds(5));
            assertThat(properties.downOn()).containsExactlyInAnyOrder("deadlock", "listener");
            assertThat(properties.admin().port()).isNull();
            assertThat(properties.toString()).doesNotContain("open");
        }
    }

    @Test
    void theContextPathIsTheApplications() {
        try (Service service = Service.on(Server.TOMCAT)
                .with("server.servlet.context-path=/shop")
                .start()) {
            assertThat(service.get("/shop/gateway-health").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aBadSettingEndsTheStartInTheSettingsOwnWords() {
        assertThatThrownBy(() -> Service.on(Server.TOMCAT)
                        .with("gateway-health.warn-at=lots")
                        .start())
                .hasStackTraceContaining("warn-at=lots (Spring configuration): not accepted")
                .hasStackTraceContaining("a share above 0 and at most 1");
    }

    @Test
    void anUnknownKeyEndsTheStartToo() {
        assertThatThrownBy(() -> Service.on(Server.TOMCAT)
                        .with("gateway-health.proxy-reed-timeout=5s")
                        .start())
                .hasStackTraceContaining("did you mean proxy_read_timeout?");
    }

    @ParameterizedTest
    @EnumSource(names = {"TOMCAT", "JETTY"})
    void switchedOffNothingIsRegistered(Server server) {
        try (Service service = Service.on(server)
                .monitored()
                .with("gateway-health.enabled=false")
                .start()) {
            assertThat(service.get("/hello").body()).isEqualTo("hello");
            assertThat(service.get("/gateway-health").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void withoutAWebServerThereIsNoFilter() {
        SpringApplication application = new SpringApplication(Service.App.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        try (ConfigurableApplicationContext context = application.run("--spring.main.banner-mode=off")) {
            assertThat(context.getBeansOfType(FilterRegistrationBean.class).values())
                    .noneMatch(bean -> bean.getFilter() instanceof GatewayHealthFilter);
        }
    }
}
