package dev.gatewayhealth.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatewayhealth.e2e.rig.Answer;
import dev.gatewayhealth.e2e.rig.Host;
import dev.gatewayhealth.e2e.rig.Proof;
import dev.gatewayhealth.e2e.rig.Rig;
import dev.gatewayhealth.e2e.rig.Sighting;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Events that a server sends on a connection for a minute, no thread being on it: how often it says so is all that counts. */
@Tag("all")
@ParameterizedClass(name = "{0}")
@MethodSource("dev.gatewayhealth.e2e.rig.Hosts#every")
record EventStreamIT(Host server) {

    private static Rig rig;

    @BeforeParameterizedClassInvocation
    static void start(Host server) {
        rig = Rig.of(EventStreamIT.class, server)
                .location("/", "proxy_read_timeout 3s; proxy_buffering off;")
                .start();
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        rig.close();
    }

    @Test
    void aHeartbeatWithinTheLimitKeepsItQuietForAMinute() {
        Sighting before = rig.reports().quiet();
        Instant start = Instant.now();
        Answer answer = rig.client().get("/events?count=61&every=1000");

        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        assertThat(answer.took()).isGreaterThan(Duration.ofSeconds(59));
        assertThat(rig.nginx().errorLog().of(answer.id())).isEmpty();
        assertThat(rig.reports().firstNear(answer.id())).isEmpty();
        assertThat(rig.reports().alarmsSince(start)).noneMatch(alarm -> alarm.startsWith("read-timeout-near"));
        Sighting after = rig.reports().quiet();
        assertThat(after.count("answered") - before.count("answered")).isEqualTo(1);
    }

    @Test
    void aHeartbeatSlowerThanTheLimitIsNearBeforeItIsCutOff() {
        rig.client().get("/hello");
        Answer answer = rig.client().get("/events?count=3&every=5000");

        JsonNode near = Proof.nearBeforeNginxGaveUp(rig, answer, Proof.IN_BODY);
        assertThat(near.path("phase").asText()).isEqualTo("streaming");
        assertThat(near.path("async").asBoolean()).isTrue();
        rig.reports().quiet();
    }
}
