package dev.gatewayhealth.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The endpoint beneath an application's context path. */
final class FilterEndpointIT {

    private static FilteredTomcat tomcat;

    @BeforeAll
    static void start() {
        tomcat = FilteredTomcat.with(
                        "/gateway-health/mine",
                        (request, response) -> response.getWriter().print("the application's own"))
                .contextPath("/shop")
                .setting("proxy_read_timeout", "60s")
                .start();
    }

    @AfterAll
    static void stop() {
        tomcat.close();
    }

    @Test
    void itAnswersInJsonWithoutDetails() {
        HttpResponse<String> answer = tomcat.send("GET", "/shop/gateway-health");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(answer.headers().firstValue("X-Gateway-Health")).isPresent();
        assertThat(answer.body()).isEqualTo("{\"status\":\"UP\",\"findings\":[]}");
    }

    @Test
    void itAnswersInPlainText() {
        assertThat(tomcat.send("GET", "/shop/gateway-health", "Accept", "text/plain")
                        .body())
                .isEqualTo("UP");
    }

    @Test
    void headHasTheLengthAndNoBody() {
        HttpResponse<String> answer = tomcat.send("HEAD", "/shop/gateway-health");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValueAsLong("Content-Length").orElse(0))
                .isPositive();
    }

    @Test
    void optionsNamesWhatIsAllowed() {
        HttpResponse<String> answer = tomcat.send("OPTIONS", "/shop/gateway-health");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Allow").orElse("")).contains("GET", "HEAD", "OPTIONS");
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void anotherMethodIsRefused() {
        assertThat(tomcat.send("POST", "/shop/gateway-health").statusCode()).isEqualTo(405);
    }

    @Test
    void liveHasAnAnswerOfItsOwn() {
        assertThat(tomcat.send("GET", "/shop/gateway-health/live").statusCode()).isEqualTo(200);
    }

    @Test
    void theReportAsksForItsToken() {
        assertThat(tomcat.send("GET", "/shop/gateway-health/report").statusCode())
                .isEqualTo(401);
        assertThat(tomcat.report().path("hooks").get(0).path("point").asText())
                .isEqualTo("GatewayHealthFilter.doFilter");
    }

    @Test
    void whatElseIsBeneathThePathIsTheApplications() {
        assertThat(tomcat.send("GET", "/shop/gateway-health/mine").body()).isEqualTo("the application's own");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/gateway-health", "/shop/gateway-healthy", "/shop/gateway-health/", "/shop"})
    void nothingElseIsAnswered(String path) {
        assertThat(tomcat.send("GET", path).headers().firstValue("X-Gateway-Health"))
                .isEmpty();
    }
}
