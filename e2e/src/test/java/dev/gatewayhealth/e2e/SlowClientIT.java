package dev.gatewayhealth.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.e2e.rig.Answer;
import dev.gatewayhealth.e2e.rig.Call;
import dev.gatewayhealth.e2e.rig.Host;
import dev.gatewayhealth.e2e.rig.Hosts;
import dev.gatewayhealth.e2e.rig.Rig;
import dev.gatewayhealth.e2e.rig.Sighting;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A client that stops reading: the service is blocked in a write, nginx does not wait for it, and no timeout is near. */
final class SlowClientIT {

    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final Duration PAUSE = LIMIT.multipliedBy(3);

    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("rigs")
    void isNoReasonToWarnThoughItTakesThreeTimesTheLimit(String buffering, Host server) {
        boolean wentOn = false;
        for (int i = 0; i < 3 && !wentOn; i++) {
            wentOn = downloads(buffering, server);
        }
        assertThat(wentOn).as("nginx delivered the response").isTrue();
    }

    /**
     * When the client reads again after a long pause, the kernel now and then lets the service wait for longer than the limit before it
     * may send on, and nginx gives up: a time-out indeed, and not what is meant here.
     *
     * @return whether nginx went on
     */
    private static boolean downloads(String buffering, Host server) {
        try (Rig rig = Rig.of(SlowClientIT.class, server)
                .location("/", "proxy_read_timeout 2s; " + buffering)
                .start()) {
            Instant start = Instant.now();
            Call call = rig.client().call("GET", "/big?mb=60", "").read(1 << 20);
            Sighting stuck = reportAfter(rig, PAUSE);
            Answer answer = call.answer();

            assertThat(stuck.count("inFlight")).as("still being written").isEqualTo(1);
            assertThat(stuck.findings()
                            .filter(finding ->
                                    !finding.path("severity").asText().equals("notice")))
                    .isEmpty();
            if (rig.nginx().errorLog().of(answer.id()).stream().anyMatch(line -> line.contains("timed out"))) {
                return false;
            }
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.bytes()).isEqualTo(60L << 20);
            assertThat(rig.reports().alarmsSince(start)).isEmpty();
            assertThat(rig.reports().firstNear(answer.id())).isEmpty();
            rig.reports().await("one answered", report -> report.count("answered") == 1);
            return true;
        }
    }

    static Stream<Arguments> rigs() {
        return Stream.of("proxy_buffering off;", "proxy_max_temp_file_size 0;")
                .flatMap(buffering -> Hosts.every().map(server -> Arguments.of(buffering, server)));
    }

    /** What is reported when the client has not read for this long. */
    private static Sighting reportAfter(Rig rig, Duration pause) {
        Awaitility.await("the client's pause").pollDelay(pause).until(() -> true);
        return rig.reports().latest();
    }
}
