package dev.gatewayhealth.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatewayhealth.e2e.rig.Rig;
import dev.gatewayhealth.e2e.rig.Sighting;
import dev.gatewayhealth.e2e.rig.Tomcat;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** HTTP/2 without TLS, straight to the service: many exchanges on one connection, each with a clock of its own. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.gatewayhealth.e2e.rig.Tomcat#every")
record H2cIT(Tomcat tomcat) {

    private static final HttpClient HTTP_2 =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();

    private static Rig rig;

    @BeforeParameterizedClassInvocation
    static void start(Tomcat tomcat) throws IOException, InterruptedException {
        rig = Rig.of(H2cIT.class, tomcat)
                .location("/", "proxy_read_timeout 2s;")
                .start();
        HttpResponse<String> upgrade = HTTP_2.send(request("/hello"), HttpResponse.BodyHandlers.ofString());
        assertThat(upgrade.version()).isEqualTo(HttpClient.Version.HTTP_2);
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        rig.close();
    }

    @Test
    void everyStreamIsAnExchange() {
        Sighting before = quiet();
        List<CompletableFuture<HttpResponse<String>>> streams = IntStream.range(0, 10)
                .mapToObj(i -> HTTP_2.sendAsync(request("/slow?ms=300"), HttpResponse.BodyHandlers.ofString()))
                .toList();

        assertThat(streams).allMatch(stream -> stream.join().version() == HttpClient.Version.HTTP_2);
        Sighting after = rig.reports()
                .await("ten more answered", report -> report.count("answered") == before.count("answered") + 10);
        assertThat(after.count("started")).isEqualTo(before.count("started") + 10);
        assertThat(after.count("failed")).isEqualTo(before.count("failed"));
    }

    @Test
    void aSilentStreamIsNearItsLimit() throws IOException, InterruptedException {
        quiet();
        HTTP_2.send(request("/slow?ms=1900"), HttpResponse.BodyHandlers.ofString());

        JsonNode near = rig.reports()
                .first(report -> report.exchange("h2c-/slow.ms=1900").isPresent())
                .flatMap(report -> report.exchange("h2c-/slow.ms=1900"))
                .orElseThrow();
        assertThat(near.path("path").asText()).isEqualTo("/slow");
        assertThat(near.path("phase").asText()).isEqualTo("before-header");
        assertThat(near.path("stack")).anyMatch(frame -> frame.asText().contains("SlowHeader.serve"));
    }

    @Test
    void aStreamThatSendsIsNotSilent() throws IOException, InterruptedException {
        quiet();
        HttpResponse<String> trickled =
                HTTP_2.send(request("/trickle?bytes=10&every=300"), HttpResponse.BodyHandlers.ofString());

        assertThat(trickled.body()).hasSize(10);
        assertThat(rig.reports()
                        .first(report -> report.exchange("h2c-/trickle.bytes=10.every=300")
                                .isPresent()))
                .isEmpty();
    }

    @Test
    void theEndpointAnswersThereToo() throws IOException, InterruptedException {
        HttpResponse<String> poll = HTTP_2.send(request("/gateway-health"), HttpResponse.BodyHandlers.ofString());

        assertThat(poll.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(poll.statusCode()).isEqualTo(200);
        assertThat(poll.body()).startsWith("{\"status\":");
    }

    private static Sighting quiet() {
        return rig.reports().quiet();
    }

    private static HttpRequest request(String target) {
        URI uri = URI.create("http://127.0.0.1:" + rig.service().port() + target);
        return HttpRequest.newBuilder(uri)
                .header("X-Request-ID", "h2c-" + target.replace('?', '.').replace('&', '.'))
                .build();
    }
}
