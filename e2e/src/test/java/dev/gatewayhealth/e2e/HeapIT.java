package dev.gatewayhealth.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.e2e.rig.Answer;
import dev.gatewayhealth.e2e.rig.Rig;
import dev.gatewayhealth.e2e.rig.Sighting;
import dev.gatewayhealth.e2e.rig.Tomcat;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** A heap that fills with what is never let go. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.gatewayhealth.e2e.rig.Tomcat#newestEmbedded")
record HeapIT(Tomcat tomcat) {

    private static Rig rig;

    @BeforeParameterizedClassInvocation
    static void start(Tomcat tomcat) {
        rig = Rig.of(HeapIT.class, tomcat)
                .location("/", "proxy_read_timeout 5s;")
                .service(service -> service.jvm("-Xmx64m"))
                .start();
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        rig.close();
    }

    /** In arrays small enough to grow old like other objects; what G1 says of larger ones is in docs/how-it-works.md. */
    @Test
    void isFoundBeforeItIsFull() {
        AtomicReference<Answer> last = new AtomicReference<>();
        Awaitility.await("a finding")
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    last.set(rig.client().get("/fill?kb=128"));
                    return last.get().status() != 200
                            || rig.reports().latest().finding("heap").isPresent();
                });

        assertThat(last.get().status()).as("the last request").isEqualTo(200);
        Sighting found = rig.reports().latest();
        assertThat(found.finding("heap").orElseThrow().path("message").asText())
                .contains("heap (-Xmx)", "after the last collection");
        assertThat(found.resource("heap").orElseThrow().path("limit").asLong()).isEqualTo(64L << 20);
        assertThat(found.status()).isEqualTo("WARN");
    }
}
