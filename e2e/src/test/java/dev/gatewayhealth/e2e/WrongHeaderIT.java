package dev.gatewayhealth.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatewayhealth.e2e.rig.Answer;
import dev.gatewayhealth.e2e.rig.Rig;
import dev.gatewayhealth.e2e.rig.Tomcat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Response headers that nginx has no room for, or objects to: the service takes its request for answered, the client gets a 502. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.gatewayhealth.e2e.rig.Tomcat#newest")
record WrongHeaderIT(Tomcat tomcat) {

    private static Rig rig;

    @BeforeParameterizedClassInvocation
    static void start(Tomcat tomcat) {
        rig = Rig.of(WrongHeaderIT.class, tomcat)
                .upstream("server 127.0.0.1:$service max_fails=0; keepalive 4;")
                .location("/", "proxy_buffer_size 4k;")
                .location("/roomy", "proxy_buffer_size 16k; proxy_buffers 8 16k;")
                .start();
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        rig.close();
    }

    @Test
    void aHeaderLargerThanTheBufferIsFoundWithItsLargestField() {
        Answer answer = rig.client().get("/wrong?how=large&bytes=5000");

        assertThat(answer.status()).isEqualTo(502);
        assertThat(rig.nginx().errorLog().of(answer.id()))
                .anyMatch(line -> line.contains("upstream sent too big header while reading response header"));
        JsonNode found = found("response-header-large", 5000);
        assertThat(found.path("gateway").path("status").asInt()).isEqualTo(502);
        assertThat(found.path("evidence").path("limitBytes").asInt()).isEqualTo(4096);
        assertThat(found.path("evidence").path("limitSource").asText()).startsWith("nginx.conf:");
        assertThat(found.path("evidence").path("largest").asText()).isEqualTo("X-Large");
        assertThat(found.toString()).doesNotContain("llll");
    }

    @Test
    void oneThatJustFitsIsSaidToBeNear() {
        Answer answer = rig.client().get("/wrong?how=large&bytes=3400");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(found("response-header-large", 3400).path("severity").asText())
                .isEqualTo("warning");
    }

    @Test
    void aFieldNameThatNginxRefusesIsFound() {
        Answer answer = rig.client().get("/wrong?how=name");

        assertThat(answer.status()).isEqualTo(502);
        assertThat(rig.nginx().errorLog().of(answer.id()))
                .anyMatch(line -> line.contains("upstream sent invalid header"));
        JsonNode found = rig.reports()
                .await(
                        "response-invalid",
                        report -> report.finding("response-invalid").isPresent())
                .finding("response-invalid")
                .orElseThrow();
        assertThat(found.path("severity").asText()).isEqualTo("warning");
        assertThat(found.path("message").asText()).contains("/wrong").contains("X\\x20Bad");
    }

    @Test
    void whereThereIsRoomNothingIsSaid() {
        rig.reports().quiet();
        long before = timesLarge();

        assertThat(rig.client().get("/roomy?how=large&bytes=5000").status()).isEqualTo(200);
        assertThat(rig.client().get("/hello").status()).isEqualTo(200);
        rig.reports().quiet();

        assertThat(timesLarge()).isEqualTo(before);
    }

    private static long timesLarge() {
        return rig.reports()
                .latest()
                .finding("response-header-large")
                .map(found -> found.path("count").asLong())
                .orElse(0L);
    }

    private static JsonNode found(String code, int bytes) {
        return rig.reports()
                .await(
                        code,
                        report -> report.finding(code)
                                .filter(found -> found.path("evidence")
                                                        .path("bytes")
                                                        .asInt()
                                                > bytes
                                        && found.path("evidence").path("bytes").asInt() < bytes + 500)
                                .isPresent())
                .finding(code)
                .orElseThrow();
    }
}
