package dev.gatewayhealth.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatewayhealth.e2e.rig.Answer;
import dev.gatewayhealth.e2e.rig.Proof;
import dev.gatewayhealth.e2e.rig.Rig;
import dev.gatewayhealth.e2e.rig.Tomcat;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** A header that comes line by line: nginx's clock runs until the whole of it is there, whatever trickles in. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.gatewayhealth.e2e.rig.Tomcat#newest")
record TrickledHeaderIT(Tomcat tomcat) {

    private static Rig rig;

    @BeforeParameterizedClassInvocation
    static void start(Tomcat tomcat) {
        rig = Rig.of(TrickledHeaderIT.class, tomcat)
                .location("/", "proxy_read_timeout 3s;")
                .start();
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        rig.close();
    }

    @Test
    void timesOutThoughBytesFlowAndIsWarnedAboutBefore() {
        Instant start = Instant.now();
        Answer answer = rig.client().get("/header?lines=10&every=700");

        assertThat(answer.status()).isEqualTo(504);
        JsonNode near = Proof.nearBeforeNginxGaveUp(rig, answer, Proof.BEFORE_HEADER);
        assertThat(near.path("phase").asText()).isEqualTo("before-header");
        assertThat(near.path("silenceMs").asLong())
                .as("the bytes of half a header end no silence")
                .isGreaterThanOrEqualTo(2400);
        JsonNode finding = Proof.foundFirst(rig, "read-timeout-near", start, answer);
        assertThat(finding.path("gateway").path("status").asInt()).isEqualTo(504);
    }
}
