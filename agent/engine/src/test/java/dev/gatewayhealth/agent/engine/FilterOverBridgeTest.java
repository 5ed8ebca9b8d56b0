package dev.gatewayhealth.agent.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.agent.Hook;
import dev.gatewayhealth.exchange.Exchanges;
import dev.gatewayhealth.servlet.GatewayHealthInitializer;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The library's filter in a server that the engine does not follow: a Tomcat that was not woven, because the instrumentation here
 * weaves nothing. Both ends of the bridge are the real ones.
 */
final class FilterOverBridgeTest {

    private static final CountDownLatch OVER = new CountDownLatch(1);

    @TempDir
    static Path directory;

    private static Tomcat tomcat;

    @BeforeAll
    static void start() throws Exception {
        Path conf = Files.writeString(directory.resolve("nginx.conf"), "events {} http {}");
        Engine.start("proxy_read_timeout=2s,nginx.conf=" + conf, weavesNothing());
        tomcat = new Tomcat();
        tomcat.setBaseDir(directory.toString());
        Connector connector = new Connector();
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        tomcat.setConnector(connector);
        Context context = tomcat.addContext("", null);
        ServletContainerInitializer filter = new GatewayHealthInitializer();
        context.addServletContainerInitializer(filter, null);
        serve(context, "/hello", (request, response) -> response.getWriter().print("hello"));
        serve(context, "/stalls", (request, response) -> {
            response.getWriter().print("first");
            response.flushBuffer();
            await();
        });
        tomcat.start();
    }

    @AfterAll
    static void stop() throws Exception {
        OVER.countDown();
        tomcat.stop();
        tomcat.destroy();
        Hook.bridge(null);
        Hook.disconnect();
    }

    @Test
    void itsRequestsAreTheEnginesExchanges() {
        List<Map<String, Object>> told = new CopyOnWriteArrayList<>();
        Runnable end = subscribe(told::add);
        long before = counts().started();

        assertThat(get("/hello").join().body()).isEqualTo("hello");
        assertThat(get("/hello").join().body()).isEqualTo("hello");
        Awaitility.await("two answered").until(() -> counts().answered() == before + 2);

        var unused = get("/stalls?secret=1");
        Awaitility.await("near").atMost(Duration.ofSeconds(15)).until(() -> report().contains("\"path\":\"/stalls\""));
        assertThat(report()).contains("\"method\":\"GET\"", "\"phase\":\"streaming\"", "FilterOverBridgeTest.await");
        Awaitility.await("the finding")
                .until(() -> told.stream()
                        .anyMatch(finding -> "read-timeout-near".equals(finding.get("code"))
                                && "began".equals(finding.get("turn"))));
        assertThat(told.get(0)).containsKeys("severity", "since", "count", "message", "evidence", "remedy");
        end.run();
        assertThat(counts().started()).isEqualTo(before + 3);
    }

    @Test
    void itsEndpointIsTheEngines() {
        HttpResponse<String> answer = get("/gateway-health").join();

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).startsWith("{\"status\":");
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
        assertThat(report()).contains("GatewayHealthFilter.doFilter");
    }

    @Test
    void thereIsOneWatchdog() {
        get("/hello").join();

        assertThat(Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().equals("gateway-health-watchdog")))
                .hasSize(1);
    }

    private static CompletableFuture<HttpResponse<String>> get(String path) {
        URI uri = URI.create("http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + path);
        return HttpClient.newHttpClient()
                .sendAsync(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** The report is up to a second old. */
    private static Exchanges.Counts counts() {
        return Engine.exchanges().visit((exchange, generation, state) -> {});
    }

    @SuppressWarnings("unchecked") // what the bridge says it carries
    private static String report() {
        Supplier<byte[]> report = (Supplier<byte[]>) Hook.bridge().get("report");
        return new String(report.get(), StandardCharsets.UTF_8);
    }

    @SuppressWarnings("unchecked") // what the bridge says it carries
    private static Runnable subscribe(Consumer<Map<String, Object>> listener) {
        return ((Function<Consumer<Map<String, Object>>, Runnable>)
                        Hook.bridge().get("findings"))
                .apply(listener);
    }

    private static void await() {
        try {
            boolean unused = OVER.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Instrumentation weavesNothing() {
        return (Instrumentation) Proxy.newProxyInstance(
                FilterOverBridgeTest.class.getClassLoader(),
                new Class<?>[] {Instrumentation.class},
                (proxy, method, arguments) -> method.getReturnType() == boolean.class ? false : null);
    }

    @FunctionalInterface
    private interface Answering {

        void serve(HttpServletRequest request, HttpServletResponse response) throws IOException;
    }

    private static void serve(Context context, String path, Answering answering) {
        HttpServlet servlet = new HttpServlet() {
            private static final long serialVersionUID = 1L;

            @Override
            protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
                answering.serve(request, response);
            }
        };
        context.addServletContainerInitializer(
                (none, its) -> its.addServlet(path, servlet).addMapping(path), null);
    }
}
