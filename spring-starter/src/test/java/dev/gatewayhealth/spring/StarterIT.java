package dev.gatewayhealth.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewayhealth.servlet.GatewayHealthFilter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A real application on the Tomcat that Spring Boot brings, with nothing of ours but the starter on its class path. */
final class StarterIT {

    @Test
    void addingTheStarterIsEnough() throws Exception {
        try (ConfigurableApplicationContext context = run()) {
            assertThat(get(context, "/hello").body()).isEqualTo("hello");
            HttpResponse<String> health = get(context, "/gateway-health");
            assertThat(health.statusCode()).isEqualTo(200);
            assertThat(health.body()).startsWith("{\"status\":");
        }
    }

    @Test
    void everyKindOfRequestIsFollowedOnce() throws Exception {
        try (ConfigurableApplicationContext context = run("--gateway-health.admin.token=open")) {
            get(context, "/hello");
            assertThat(get(context, "/later").body()).isEqualTo("later");
            assertThat(get(context, "/nowhere").statusCode()).isEqualTo(404);

            Awaitility.await("three answered")
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> get(context, "/gateway-health/report", "Authorization", "Bearer open")
                            .body()
                            .contains("\"started\":3,\"answered\":3"));
        }
    }

    @Test
    void settingsComeFromSpringByNginxsGrammar() throws Exception {
        String[] settings = {
            "--gateway-health.admin.token=open",
            "--gateway-health.path=/ready",
            "--gateway-health.proxy-read-timeout=5",
            "--gateway-health.down-on[0]=deadlock",
            "--gateway-health.down-on[1]=listener",
            "--gateway-health.admin.port=false"
        };
        try (ConfigurableApplicationContext context = run(settings)) {
            assertThat(get(context, "/gateway-health").statusCode()).isEqualTo(404);
            assertThat(get(context, "/ready").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void theContextPathIsTheApplications() throws Exception {
        try (ConfigurableApplicationContext context = run("--server.servlet.context-path=/shop")) {
            assertThat(get(context, "/shop/gateway-health").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aBadSettingEndsTheStartInTheSettingsOwnWords() {
        assertThatThrownBy(() -> run("--gateway-health.warn-at=lots"))
                .hasStackTraceContaining("warn-at=lots (Spring configuration): not accepted")
                .hasStackTraceContaining("a share above 0 and at most 1");
    }

    @Test
    void anUnknownKeyEndsTheStartToo() {
        assertThatThrownBy(() -> run("--gateway-health.proxy-reed-timeout=5s"))
                .hasStackTraceContaining("did you mean proxy_read_timeout?");
    }

    @Test
    void switchedOffNothingIsRegistered() throws Exception {
        try (ConfigurableApplicationContext context = run("--gateway-health.enabled=false")) {
            assertThat(get(context, "/hello").body()).isEqualTo("hello");
            assertThat(get(context, "/gateway-health").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void withoutAWebServerThereIsNoFilter() {
        SpringApplication application = new SpringApplication(App.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        try (ConfigurableApplicationContext context = application.run()) {
            assertThat(context.getBeansOfType(FilterRegistrationBean.class).values())
                    .noneMatch(bean -> bean.getFilter() instanceof GatewayHealthFilter);
        }
    }

    private static ConfigurableApplicationContext run(String... settings) {
        String[] fixed = {"--server.port=0", "--server.address=127.0.0.1", "--spring.main.banner-mode=off"};
        return SpringApplication.run(
                App.class,
                Stream.concat(Arrays.stream(fixed), Arrays.stream(settings)).toArray(String[]::new));
    }

    private static HttpResponse<String> get(ConfigurableApplicationContext context, String path, String... headers)
            throws Exception {
        String port = context.getEnvironment().getRequiredProperty("local.server.port");
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @EnableAutoConfiguration
    @RestController
    static class App {

        @GetMapping("/hello")
        String hello() {
            return "hello";
        }

        /** Goes through an asynchronous dispatch. */
        @GetMapping("/later")
        Callable<String> later() {
            return () -> "later";
        }
    }
}
