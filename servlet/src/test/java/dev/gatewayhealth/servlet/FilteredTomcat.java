package dev.gatewayhealth.servlet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.awaitility.Awaitility;

/** A real Tomcat on a free loopback port whose application has the filter, and whoever calls it and reads its report. */
final class FilteredTomcat implements AutoCloseable {

    private static final String TOKEN = "open";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Tomcat tomcat;
    private final String contextPath;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private FilteredTomcat(Tomcat tomcat, String contextPath) {
        this.tomcat = tomcat;
        this.contextPath = contextPath;
    }

    static Recipe with(String path, Servlet servlet) {
        return new Recipe().with(path, servlet);
    }

    HttpResponse<String> get(String path) {
        return send("GET", contextPath + path);
    }

    HttpResponse<String> send(String method, String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .timeout(Duration.ofSeconds(30))
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A request on another thread. */
    java.util.concurrent.CompletableFuture<HttpResponse<String>> later(String path) {
        return http.sendAsync(
                HttpRequest.newBuilder(uri(contextPath + path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + path);
    }

    JsonNode report() {
        HttpResponse<String> response =
                send("GET", contextPath + "/gateway-health/report", "Authorization", "Bearer " + TOKEN);
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException("Not JSON: " + response.body(), e);
        }
    }

    /** The first report that is as expected. */
    JsonNode await(String what, Predicate<JsonNode> expected) {
        return Awaitility.await(what)
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(this::report, expected);
    }

    /** The counts once nothing is in flight and at least so many have started. */
    JsonNode settled(long started) {
        return await(
                        started + " started and none in flight",
                        report -> count(report, "started") >= started && count(report, "inFlight") == 0)
                .path("exchanges");
    }

    static long count(JsonNode report, String what) {
        return report.path("exchanges").path(what).asLong();
    }

    static boolean finds(JsonNode report, String code) {
        for (JsonNode finding : report.path("findings")) {
            if (finding.path("code").asText().equals(code)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One way of answering. */
    @FunctionalInterface
    interface Servlet {

        void serve(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException;
    }

    /** How to start one. */
    static final class Recipe {

        private final Map<String, Servlet> servlets = new LinkedHashMap<>();
        private final Map<String, String> parameters = new LinkedHashMap<>();
        private final List<ServletContainerInitializer> initializers = new ArrayList<>();
        private String contextPath = "";
        private Path files;
        private ClassLoader loader = FilteredTomcat.class.getClassLoader();

        private Recipe() {
            parameters.put("gateway-health.admin.token", TOKEN);
            parameters.put("gateway-health.nginx.conf", emptyConfiguration());
            initializers.add(new GatewayHealthInitializer());
        }

        /** So that no nginx of this machine plays a part. */
        private static String emptyConfiguration() {
            try {
                return Files.writeString(Files.createTempFile("nginx", ".conf"), "events {} http {}")
                        .toString();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        Recipe with(String path, Servlet servlet) {
            servlets.put(path, servlet);
            return this;
        }

        /** A setting, as an init parameter of the context. */
        Recipe setting(String key, String value) {
            parameters.put("gateway-health." + key, value);
            return this;
        }

        Recipe contextPath(String path) {
            contextPath = path;
            return this;
        }

        /** What registers more, after the filter of ours. */
        Recipe then(ServletContainerInitializer initializer) {
            initializers.add(initializer);
            return this;
        }

        /** The library comes from this loader, and so does what registers it. */
        Recipe library(ClassLoader from) {
            loader = from;
            initializers.clear();
            try {
                return then((ServletContainerInitializer) from.loadClass(GatewayHealthInitializer.class.getName())
                        .getConstructor()
                        .newInstance());
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }

        /** Everything that has no servlet of its own is a file in this directory. */
        Recipe files(Path directory) {
            files = directory;
            return this;
        }

        FilteredTomcat start() {
            try {
                Tomcat tomcat = new Tomcat();
                tomcat.setBaseDir(Files.createTempDirectory("tomcat").toString());
                Connector connector = new Connector();
                connector.setPort(0);
                connector.setProperty("address", "127.0.0.1");
                tomcat.setConnector(connector);
                Context context = tomcat.addContext(contextPath, files == null ? null : files.toString());
                context.setParentClassLoader(loader);
                parameters.forEach(context::addParameter);
                initializers.forEach(each -> context.addServletContainerInitializer(each, null));
                context.addServletContainerInitializer((none, its) -> register(its), null);
                if (files != null) {
                    context.addServletContainerInitializer((none, its) -> serveFiles(its), null);
                }
                tomcat.start();
                return new FilteredTomcat(tomcat, contextPath);
            } catch (IOException | LifecycleException e) {
                throw new IllegalStateException(e);
            }
        }

        private static void serveFiles(ServletContext context) {
            context.addServlet("default", "org.apache.catalina.servlets.DefaultServlet")
                    .addMapping("/");
        }

        private void register(ServletContext context) {
            servlets.forEach((path, servlet) -> {
                ServletRegistration.Dynamic registration = context.addServlet(path, new HttpServlet() {
                    private static final long serialVersionUID = 1L;

                    @Override
                    protected void service(HttpServletRequest request, HttpServletResponse response)
                            throws ServletException, IOException {
                        servlet.serve(request, response);
                    }
                });
                registration.addMapping(path);
                registration.setAsyncSupported(true);
            });
        }
    }
}
