package dev.gatewayhealth.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatewayhealth.e2e.rig.Answer;
import dev.gatewayhealth.e2e.rig.Proof;
import dev.gatewayhealth.e2e.rig.Rig;
import dev.gatewayhealth.e2e.rig.Sighting;
import dev.gatewayhealth.e2e.rig.Tomcat;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Responses that the service breaks off after their header: a truncated 200, which no status and no access log shows. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.gatewayhealth.e2e.rig.Tomcat#newestEmbedded")
record BrokenOffIT(Tomcat tomcat) {

    private static final String CLOSED = "upstream prematurely closed connection while reading upstream";

    private static Rig rig;

    @BeforeParameterizedClassInvocation
    static void start(Tomcat tomcat) {
        rig = Rig.of(BrokenOffIT.class, tomcat)
                .upstream("server 127.0.0.1:$service max_fails=0; keepalive 4;")
                .location("/", "proxy_read_timeout 4s;")
                .start();
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        rig.close();
    }

    @Test
    void anErrorAfterTheHeaderIsFound() {
        assertThat(brokenOff("torn").path("evidence").path("phase").asText()).isEqualTo("streaming");
    }

    @Test
    void aConnectionThatTheApplicationClosesIsFound() {
        brokenOff("closed");
    }

    @Test
    void aBodyShorterThanDeclaredIsFoundLongBeforeNginxNotices() {
        rig.reports().quiet();
        Instant start = Instant.now();
        long failed = rig.reports().latest().count("failed");

        Answer answer = rig.client().get("/wrong?how=short");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.whole()).isFalse();
        assertThat(rig.nginx().errorLog().of(answer.id())).anyMatch(line -> line.contains(Proof.IN_BODY));
        Sighting first = rig.reports()
                .first(report -> report.at().isAfter(start)
                        && report.finding("response-aborted")
                                .filter(found -> found.path("message").asText().contains("996 bytes short"))
                                .isPresent())
                .orElseThrow();
        assertThat(first.at()).isBefore(rig.nginx().accessLog().of(answer.id()).at());
        rig.reports().await("one failed", report -> report.count("failed") == failed + 1);
    }

    @Test
    void whatOwesNoBodyAndWhoeverLeavesIsNoneOfIt() {
        rig.reports().quiet();
        long failed = rig.reports().latest().count("failed");

        assertThat(rig.client().get("/wrong?how=unchanged").status()).isEqualTo(304);
        assertThat(rig.client().call("HEAD", "/wrong?how=short", "").answer().status())
                .isEqualTo(200);
        assertThat(rig.client().get("/hello").whole()).isTrue();
        assertThat(rig.client().get("/async?ms=50").status()).isEqualTo(200);
        try (var leaving = rig.client().call("GET", "/big?mb=60", "")) {
            leaving.read(1);
        }
        rig.reports().quiet();

        assertThat(rig.reports().latest().count("failed")).isEqualTo(failed);
    }

    private static JsonNode brokenOff(String how) {
        rig.reports().quiet();
        Instant start = Instant.now();
        long failed = rig.reports().latest().count("failed");

        Answer answer = rig.client().get("/wrong?how=" + how);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.whole()).isFalse();
        assertThat(rig.nginx().errorLog().of(answer.id())).anyMatch(line -> line.contains(CLOSED));
        return rig.reports()
                .await(
                        how,
                        report -> report.count("failed") == failed + 1
                                && rig.reports()
                                        .firstFinding("response-aborted", start)
                                        .isPresent())
                .finding("response-aborted")
                .orElseThrow();
    }
}
