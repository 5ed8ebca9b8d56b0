package dev.gatewayhealth.spring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** A real application with the starter on its class path, on one of the servers of Spring Boot. */
final class Service implements AutoCloseable {

    private static final String MODULES = "org.springframework.boot.";

    private final ConfigurableApplicationContext context;

    private Service(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static Recipe on(Server server) {
        return new Recipe(server);
    }

    ConfigurableApplicationContext context() {
        return context;
    }

    HttpResponse<String> get(String path, String... headers) {
        String port = context.getEnvironment().getRequiredProperty("local.server.port");
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    CompletableFuture<HttpResponse<String>> getLater(String path) {
        return CompletableFuture.supplyAsync(() -> get(path));
    }

    /** Until the answer to that request contains the text. */
    void await(String text, String path, String... headers) {
        Awaitility.await(text)
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> org.assertj.core.api.Assertions.assertThat(
                                get(path, headers).body())
                        .contains(text));
    }

    @Override
    public void close() {
        context.close();
    }

    /** The servers of Spring Boot. */
    enum Server {
        TOMCAT("org.eclipse.jetty"),
        JETTY("org.apache.catalina"),
        REACTOR_NETTY("org.apache.catalina,org.eclipse.jetty");

        /** The packages of those it is not, which are not on its class path. */
        private final String others;

        Server(String others) {
            this.others = others;
        }
    }

    /** How a service is started. */
    static final class Recipe {

        private final List<String> arguments =
                new ArrayList<>(List.of("--server.address=127.0.0.1", "--spring.main.banner-mode=off"));
        private final List<Class<?>> more = new ArrayList<>(List.of(App.class));
        private final Server server;
        private int port;
        private boolean secured;
        private boolean monitored;

        private Recipe(Server server) {
            this.server = server;
        }

        Recipe with(String... settings) {
            for (String setting : settings) {
                arguments.add("--" + setting);
            }
            return this;
        }

        Recipe with(Class<?> configuration) {
            more.add(configuration);
            return this;
        }

        /** On that port in place of any. */
        Recipe port(int itsPort) {
            port = itsPort;
            return this;
        }

        /** With Spring Security, which asks everybody for a password. */
        Recipe secured() {
            secured = true;
            return this;
        }

        /** With Actuator and a Prometheus registry. */
        Recipe monitored() {
            monitored = true;
            return with(
                    "management.endpoints.web.exposure.include=health,prometheus",
                    "management.endpoint.health.probes.enabled=true");
        }

        Service start() {
            SpringApplication application = new SpringApplication(more.toArray(Class<?>[]::new));
            application.setWebApplicationType(
                    server == Server.REACTOR_NETTY ? WebApplicationType.REACTIVE : WebApplicationType.SERVLET);
            application.setRegisterShutdownHook(false);
            application.setResourceLoader(new DefaultResourceLoader(new FilteredClassLoader(server.others.split(","))));
            arguments.add("--server.port=" + port);
            arguments.add("--test.absent=" + String.join(",", absent()));
            return new Service(application.run(arguments.toArray(String[]::new)));
        }

        private List<String> absent() {
            List<String> absent = new ArrayList<>();
            if (!secured) {
                absent.addAll(List.of(
                        MODULES + "security.",
                        MODULES + "autoconfigure.security.",
                        MODULES + "actuate.autoconfigure.security."));
            }
            if (!monitored) {
                absent.addAll(List.of(MODULES + "health.", MODULES + "actuate.", MODULES + "micrometer."));
            }
            return absent;
        }
    }

    /** What the service serves. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @RestController
    static class App {

        /** Of the request that is held; set anew by each test. */
        static final AtomicReference<Sinks.One<String>> RELEASE = new AtomicReference<>(Sinks.one());

        @GetMapping("/hello")
        String hello() {
            return "hello";
        }

        /** Does not answer before the test says so. */
        @GetMapping("/held")
        Mono<String> held() {
            return RELEASE.get().asMono();
        }

        /** Goes through an asynchronous dispatch. */
        @GetMapping("/later")
        Mono<String> later() {
            return Mono.delay(Duration.ofMillis(20)).map(tick -> "later");
        }
    }
}
