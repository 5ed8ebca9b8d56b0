package dev.gatewayhealth.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatewayhealth.e2e.rig.Grpc;
import dev.gatewayhealth.e2e.rig.Places;
import dev.gatewayhealth.e2e.rig.Rig;
import dev.gatewayhealth.e2e.rig.Sighting;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** gRPC behind {@code grpc_pass}: its calls are not counted, which the report says, and nothing else is said of them. */
@Tag("all")
class GrpcIT {

    @Test
    void isServedAndNotCountedAndNoAlarm() {
        int port = Places.freePort();
        try (Rig rig = Rig.of(GrpcIT.class, new Grpc())
                .server("listen 127.0.0.1:" + port + " http2;")
                .location("/", "grpc_pass grpc://service; grpc_read_timeout 3s;")
                .start()) {
            Instant start = Instant.now();
            assertThat(Grpc.called(port)).contains("answers: 25");

            Sighting seen = rig.reports()
                    .await("the row of HTTP/2", report -> http2(report).isPresent());
            assertThat(http2(seen).orElseThrow().path("state").asText()).startsWith("not-counted");
            // After so long a port that nobody follows would be named, and one where nobody listens be probed.
            Awaitility.await()
                    .during(Duration.ofSeconds(35))
                    .atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> rig.reports().alarmsSince(start).isEmpty());
            assertThat(Grpc.called(port)).contains("answers: 25");

            Sighting after = rig.reports().quiet();
            assertThat(after.status()).isEqualTo("UP");
            assertThat(after.count("started")).isZero();
            for (String code : new String[] {"not-woven", "not-proxied", "not-listening"}) {
                assertThat(after.finding(code)).as(code).isEmpty();
            }
            assertThat(rig.service().stop()).isTrue();
            assertThat(rig.service().output()).noneMatch(line -> line.contains("[gateway-health] the hook at"));
        }
    }

    private static Optional<JsonNode> http2(Sighting report) {
        for (JsonNode hook : report.report().path("hooks")) {
            if (hook.path("point").asText().startsWith("HTTP/2 on port")) {
                return Optional.of(hook);
            }
        }
        return Optional.empty();
    }
}
