package dev.gatewayhealth.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatewayhealth.e2e.rig.Answer;
import dev.gatewayhealth.e2e.rig.Proof;
import dev.gatewayhealth.e2e.rig.Rig;
import dev.gatewayhealth.e2e.rig.Tomcat;
import org.junit.jupiter.api.Test;

/**
 * nginx is on another host as far as the service can tell: none of its files is known here. The limit comes from settings, from what
 * {@code nginx -T} printed, or from a header; the 504 is foreseen all the same. {@link AnotherHostIT} has it where the two ends have
 * different addresses too.
 */
final class WithoutFilesIT {

    private static final String HEADER = "proxy_set_header Connection \"\"; proxy_set_header X-Request-ID $arg_id; ";

    @Test
    void settingsAloneForeseeThe504() {
        try (Rig rig = rig().service(service -> service.agent("proxy_read_timeout", "2s"))
                .withoutFiles()
                .location("/", "proxy_read_timeout 2s;")
                .start()) {
            JsonNode near = foreseen(rig, "/slow?ms=4000");
            assertThat(near.path("limitMs").asLong()).isEqualTo(2000);
            assertThat(near.path("limitSource").asText()).contains("setting").contains("proxy_read_timeout");
        }
    }

    @Test
    void aDumpForeseesThe504InTheRightLocation() {
        try (Rig rig = rig().withADump()
                .server("proxy_read_timeout 30s;")
                .location("/slow", "proxy_read_timeout 2s;")
                .location("/async", "")
                .start()) {
            JsonNode near = foreseen(rig, "/slow?ms=4000");
            assertThat(near.path("limitMs").asLong()).isEqualTo(2000);
            assertThat(near.path("location").asText()).isEqualTo("/slow");
            assertThat(near.path("limitSource").asText()).contains("nginx.conf:");
        }
    }

    @Test
    void nginxsOwnHeaderForeseesThe504() {
        try (Rig rig = rig().service(service -> service.agent("trust-limit-headers", "true"))
                .withoutFiles()
                .location("/", HEADER + "proxy_set_header X-Gateway-Read-Timeout 2s; proxy_read_timeout 2s;")
                .start()) {
            JsonNode near = foreseen(rig, "/slow?ms=4000");
            assertThat(near.path("limitMs").asLong()).isEqualTo(2000);
            assertThat(near.path("limitSource").asText()).contains("X-Gateway-Read-Timeout");
        }
    }

    @Test
    void envoysHeaderCountsMilliseconds() {
        try (Rig rig = rig().service(service -> service.agent("trust-limit-headers", "true"))
                .withoutFiles()
                .location("/", HEADER + "proxy_set_header X-Envoy-Expected-Rq-Timeout-Ms 2000; proxy_read_timeout 2s;")
                .start()) {
            JsonNode near = foreseen(rig, "/slow?ms=4000");
            assertThat(near.path("limitMs").asLong()).isEqualTo(2000);
            assertThat(near.path("limitSource").asText()).contains("X-Envoy-Expected-Rq-Timeout-Ms");
        }
    }

    @Test
    void aHeaderNobodyTrustsChangesNothing() {
        try (Rig rig = rig().withoutFiles()
                .location("/", HEADER + "proxy_set_header X-Gateway-Read-Timeout 1s;")
                .start()) {
            Answer answer = rig.client().get("/slow?ms=2500");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(rig.reports().firstNear(answer.id())).isEmpty();
        }
    }

    private static Rig.Builder rig() {
        return Rig.of(WithoutFilesIT.class, Tomcat.EMBEDDED_11);
    }

    private static JsonNode foreseen(Rig rig, String path) {
        Answer answer = rig.client().get(path);
        assertThat(answer.status()).isEqualTo(504);
        return Proof.nearBeforeNginxGaveUp(rig, answer, Proof.BEFORE_HEADER);
    }
}
