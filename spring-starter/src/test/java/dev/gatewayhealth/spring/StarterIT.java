package dev.gatewayhealth.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewayhealth.servlet.GatewayHealthFilter;
import dev.gatewayhealth.spring.Service.Server;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;

/** A real application on a real server, with nothing of ours but the starter on its class path. */
final class StarterIT {

    @ParameterizedTest
    @EnumSource(Server.class)
    void addingTheStarterIsEnoughAndEveryKindOfRequestIsFollowedOnce(Server server) {
        try (Service service =
                Service.on(server).with("gateway-health.admin.token=open").start()) {
            assertThat(service.get("/gateway-health").statusCode()).isEqualTo(200);
            assertThat(service.get("/gateway-health").body()).startsWith("{\"status\":");

            assertThat(service.get("/hello").body()).isEqualTo("hello");
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
    @EnumSource(names = {"TOMCAT", "REACTOR_NETTY"})
    void switchedOffNothingIsRegistered(Server server) {
        try (Service service = Service.on(server)
                .monitored()
                .with("gateway-health.enabled=false")
                .start()) {
            assertThat(service.get("/hello").body()).isEqualTo("hello");
            assertThat(service.get("/gateway-health").statusCode()).isEqualTo(404);
            assertThat(service.context().getBeanDefinitionNames()).noneMatch(name -> name.startsWith("gatewayHealth"));
        }
    }

    @ParameterizedTest
    @EnumSource(Server.class)
    void aSecuredApplicationAnswersItsGatewayAndOpensNothingElse(Server server) {
        try (Service service = Service.on(server)
                .secured()
                .with("gateway-health.admin.token=open")
                .start()) {
            assertThat(service.get("/gateway-health").statusCode()).isEqualTo(200);
            assertThat(service.get("/gateway-health/live").statusCode()).isEqualTo(200);
            assertThat(service.get("/gateway-health/report").statusCode()).isEqualTo(401);
            assertThat(service.get("/gateway-health/else").statusCode()).isEqualTo(401);
            assertThat(service.get("/gateway-healthy").statusCode()).isEqualTo(401);
            assertThat(service.get("/hello").statusCode()).isEqualTo(401);
        }
    }

    @ParameterizedTest
    @EnumSource(Server.class)
    void actuatorShowsItInReadinessAndInThePrometheusPage(Server server) {
        try (Service service = Service.on(server)
                .monitored()
                .with("management.endpoint.health.show-details=always")
                .start()) {
            service.await("\"verdict\":\"UP\"", "/actuator/health");
            assertThat(service.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
            assertThat(members(service, "readiness")).isEqualTo("gateway, readinessState");
            assertThat(members(service, "liveness")).isEqualTo("livenessState");
            assertThat(service.get("/actuator/prometheus").body())
                    .contains("gateway_health 1.0", "gateway_requests_active ", "gateway_resource_used{");
        }
    }

    @Test
    void whoeverChoosesTheMembersOfReadinessHasTheLastWord() {
        try (Service service = Service.on(Server.TOMCAT)
                .monitored()
                .with("management.endpoint.health.group.readiness.include=readinessState")
                .start()) {
            assertThat(members(service, "readiness")).isEqualTo("readinessState");
        }
    }

    @Test
    void theIndicatorCanBeSwitchedOffAsAllOthers() {
        try (Service service = Service.on(Server.TOMCAT)
                .monitored()
                .with("management.health.gateway.enabled=false")
                .start()) {
            assertThat(members(service, "readiness")).isEqualTo("readinessState");
        }
    }

    @ParameterizedTest
    @EnumSource(Server.class)
    void theReportSaysWhereItListensAndThatNginxProxiesThere(Server server, @TempDir Path directory)
            throws IOException {
        int port = freePort();
        Path conf = Files.writeString(directory.resolve("nginx.conf"), """
                events {}
                http { server { location /shop/ { proxy_pass http://127.0.0.1:%d; } } }
                """.formatted(port));
        try (Service service = Service.on(server)
                .with("gateway-health.admin.token=open", "gateway-health.nginx.conf=" + conf)
                .port(port)
                .start()) {
            service.get("/hello");
            String point =
                    server == Server.REACTOR_NETTY ? "GatewayHealthWebFilter.filter" : "GatewayHealthFilter.doFilter";
            service.await(point, "/gateway-health/report", "Authorization", "Bearer open");
            service.await("\"match\":\"/shop/\"", "/gateway-health/report", "Authorization", "Bearer open");
        }
    }

    @Test
    void virtualThreadsAreFollowedToo() {
        try (Service service = Service.on(Server.TOMCAT)
                .with("spring.threads.virtual.enabled=true", "gateway-health.admin.token=open")
                .start()) {
            service.get("/hello");
            service.await("\"started\":1,\"answered\":1", "/gateway-health/report", "Authorization", "Bearer open");
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

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static String members(Service service, String group) {
        HealthEndpointGroup its =
                service.context().getBean(HealthEndpointGroups.class).get(group);
        return Stream.of("gateway", "livenessState", "readinessState")
                .filter(its::isMember)
                .collect(Collectors.joining(", "));
    }
}
