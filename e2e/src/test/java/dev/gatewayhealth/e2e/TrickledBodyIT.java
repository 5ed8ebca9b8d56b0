package dev.gatewayhealth.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.e2e.rig.Answer;
import dev.gatewayhealth.e2e.rig.Host;
import dev.gatewayhealth.e2e.rig.Rig;
import dev.gatewayhealth.e2e.rig.Sighting;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** A body that takes four times the limit and is never silent for long: nothing is wrong with it. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.gatewayhealth.e2e.rig.Hosts#every")
record TrickledBodyIT(Host server) {

    private static Rig rig;

    @BeforeParameterizedClassInvocation
    static void start(Host server) {
        rig = Rig.of(TrickledBodyIT.class, server)
                .location("/", "proxy_read_timeout 2s;")
                .start();
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        rig.close();
    }

    @Test
    void isQuietWhateverItsLength() {
        Instant start = Instant.now();
        Answer answer = rig.client().get("/trickle?bytes=27&every=300");

        assertThat(answer.took()).isGreaterThan(Duration.ofSeconds(8));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).hasSize(27);
        assertThat(rig.nginx().errorLog().of(answer.id())).isEmpty();
        assertThat(rig.reports().alarmsSince(start)).isEmpty();
        assertThat(rig.reports().firstNear(answer.id())).isEmpty();
        assertThat(rig.reports().count()).as("reports read meanwhile").isGreaterThan(50);
        Sighting ended = rig.reports().quiet();
        assertThat(ended.count("answered")).isEqualTo(1);
    }
}
