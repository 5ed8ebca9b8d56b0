package dev.gatewayhealth.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a filter sees of how the gateway passes requests on. */
final class FilterTrafficIT {

    private FilteredTomcat tomcat;

    @BeforeEach
    void start() {
        tomcat = FilteredTomcat.with(
                        "/hello", (request, response) -> response.getWriter().print("hello"))
                .start();
    }

    @AfterEach
    void stop() {
        tomcat.close();
    }

    @Test
    void aPollThatCameForSomebodyOutsideIsTold() {
        tomcat.send("GET", "/gateway-health");
        tomcat.send("GET", "/gateway-health", "X-Forwarded-For", "203.0.113.9");

        tomcat.await("endpoint-exposed", report -> FilteredTomcat.finds(report, "endpoint-exposed"));
    }

    @Test
    void oldRequestsThatSayNothingOfWhomTheyAreForAreTold() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> {
                    old();
                    assertThat(tomcat.report().path("findings").findValuesAsText("code"))
                            .contains("http-1-0", "connections-not-reused", "forwarded-headers-missing")
                            .doesNotContain("endpoint-exposed");
                });
    }

    /** As nginx sends one when nobody has told it anything. */
    private void old() throws IOException {
        URI uri = tomcat.uri("/hello");
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.getOutputStream()
                    .write("GET /hello HTTP/1.0\r\nHost: app\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .endsWith("hello");
        }
    }
}
