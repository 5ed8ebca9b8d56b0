package dev.gatewayhealth.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatewayhealth.e2e.rig.Answer;
import dev.gatewayhealth.e2e.rig.Call;
import dev.gatewayhealth.e2e.rig.Client;
import dev.gatewayhealth.e2e.rig.Rig;
import dev.gatewayhealth.e2e.rig.Sighting;
import dev.gatewayhealth.e2e.rig.Tomcat;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** A service that opens files and forgets them: it runs well until, from one request to the next, nothing works. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.gatewayhealth.e2e.rig.Tomcat#newest")
record DescriptorLeakIT(Tomcat tomcat) {

    private static final int DESCRIPTORS = 400;

    private static Rig rig;

    @BeforeParameterizedClassInvocation
    static void start(Tomcat tomcat) {
        rig = Rig.of(DescriptorLeakIT.class, tomcat)
                .upstream("server 127.0.0.1:$service;")
                .location("/", "proxy_read_timeout 2s;")
                .service(service -> service.descriptors(DESCRIPTORS))
                .start();
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        rig.close();
    }

    @Test
    void isForecastLongBeforeTheFirstRequestFails() {
        Instant start = Instant.now();
        Answer failed = leakUntilARequestFails();

        Instant failure = rig.nginx().accessLog().of(failed.id()).at();
        Sighting warned = rig.reports()
                .firstFinding("file-descriptors", start)
                .orElseThrow(
                        () -> new AssertionError(rig.reports().latest().report().toPrettyString()));
        assertThat(Duration.between(warned.at(), failure)).isGreaterThan(Duration.ofSeconds(3));
        JsonNode descriptors = warned.resource("file-descriptors").orElseThrow();
        assertThat(descriptors.path("limit").asInt()).isEqualTo(DESCRIPTORS);
        assertThat(descriptors.path("used").asDouble())
                .as("used when first warned")
                .isLessThan(0.8 * DESCRIPTORS);
        assertThat(warned.at().plusMillis((long)
                        (descriptors.path("exhaustedInSeconds").asDouble() * 1000)))
                .as("when they were forecast to run out")
                .isBetween(failure.minusSeconds(8), failure.plusSeconds(8));
        JsonNode open = warned.finding("file-descriptors")
                .orElseThrow()
                .path("evidence")
                .path("open");
        assertThat(open.path("files").asInt())
                .as("what they are: %s", open)
                .isGreaterThan(open.path("sockets").asInt());
        downWhenNothingIsLeft();
    }

    /** The request that failed gave the descriptor of its own connection back; two more take that and stay. */
    @SuppressWarnings("try") // the connections are only held
    private static void downWhenNothingIsLeft() {
        Client client = new Client(rig.service().port());
        try (Call unused = client.raw("");
                Call unusedToo = client.raw("")) {
            Sighting down =
                    rig.reports().await("DOWN", report -> report.status().equals("DOWN"));
            JsonNode finding = down.finding("file-descriptors").orElseThrow();
            assertThat(finding.path("severity").asText()).isEqualTo("critical");
        }
    }

    /** About 20 a second, so that they last for some 15 seconds. */
    private static Answer leakUntilARequestFails() {
        AtomicReference<Answer> last = new AtomicReference<>();
        Awaitility.await("a request that fails")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    last.set(rig.client().get("/leak?files=4"));
                    return last.get().status() != 200;
                });
        return last.get();
    }
}
