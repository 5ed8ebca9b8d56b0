package dev.gatewayhealth.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.gatewayhealth.e2e.rig.Nginx;
import dev.gatewayhealth.e2e.rig.Places;
import dev.gatewayhealth.e2e.rig.Rig;
import dev.gatewayhealth.e2e.rig.Tomcat;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Two servers behind one nginx: a URL that is slow on ours takes all of ours out for {@code fail_timeout}. */
@Tag("all")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class UpstreamEjectedIT {

    private static final ExecutorService OTHERS = Executors.newCachedThreadPool();

    private static HttpServer other;
    private static Rig rig;

    @BeforeAll
    static void start() throws IOException {
        other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        other.setExecutor(OTHERS);
        other.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        other.start();
        rig = Rig.of(UpstreamEjectedIT.class, Tomcat.EMBEDDED_11)
                .upstream("server 127.0.0.1:$service fail_timeout=12s; server 127.0.0.1:"
                        + other.getAddress().getPort() + ";")
                .location("/", "proxy_read_timeout 2s;")
                .start();
    }

    @AfterAll
    static void stop() {
        rig.close();
        other.stop(0);
        OTHERS.shutdownNow();
    }

    @Test
    @Order(1)
    void trafficThatSimplyEndsIsNotMistakenForIt() {
        Instant begun = Instant.now();
        Traffic traffic = new Traffic();
        try {
            rig.reports().await("traffic", report -> report.count("started") > 60);
        } finally {
            traffic.stop();
        }
        Instant ended = Instant.now();
        rig.reports().await("six quiet seconds", report -> report.at().isAfter(ended.plusSeconds(6)));
        assertThat(rig.reports().firstFinding("upstream-ejected", begun)).isEmpty();
    }

    @Test
    @Order(2)
    void aSlowUrlTakesTheServerOutAndItIsSaidUntilNginxComesBack() throws IOException {
        long before = rig.reports().latest().count("started");
        Traffic traffic = new Traffic();
        try {
            rig.reports().await("traffic", report -> report.count("started") > before + 60);
            // Every other one meets the other server, which answers at once.
            for (int i = 0; i < 4; i++) {
                var unused = rig.client().later("/slow?ms=6000");
            }
            JsonNode finding = rig.reports()
                    .await(
                            "upstream-ejected",
                            report -> report.finding("upstream-ejected").isPresent())
                    .finding("upstream-ejected")
                    .orElseThrow();
            assertThat(finding.path("severity").asText()).isEqualTo("warning");
            JsonNode evidence = finding.path("evidence");
            assertThat(evidence.path("upstream").asText()).isEqualTo("service");
            assertThat(evidence.path("maxFails").asInt()).isEqualTo(1);
            assertThat(evidence.path("failTimeoutMs").asLong()).isEqualTo(12_000);
            assertThat(evidence.path("inferred").asBoolean()).isTrue();
            nginxTakes(finding.path("remedy").path(0).path("change").asText());
            rig.reports()
                    .await(
                            "its end",
                            report -> report.finding("upstream-ejected")
                                    .map(f -> f.hasNonNull("until"))
                                    .orElse(false));
        } finally {
            traffic.stop();
        }
    }

    private static void nginxTakes(String server) throws IOException {
        Path conf = Places.work("remedy").resolve("nginx.conf");
        Files.writeString(
                conf, "pid nginx.pid; error_log error.log; events { } http { upstream service { " + server + " } }");
        assertThat(Nginx.test(conf)).startsWith("0 ");
    }

    /** Twenty short requests a second; half of them are for the other server. */
    private static final class Traffic {

        private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

        Traffic() {
            var unused = clock.scheduleAtFixedRate(Traffic::call, 0, 50, TimeUnit.MILLISECONDS);
        }

        void stop() {
            clock.shutdownNow();
        }

        private static void call() {
            var unused = rig.client().later("/hello");
        }
    }
}
