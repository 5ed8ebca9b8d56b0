package dev.gatewayhealth.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatewayhealth.e2e.rig.Answer;
import dev.gatewayhealth.e2e.rig.Client;
import dev.gatewayhealth.e2e.rig.Rig;
import dev.gatewayhealth.e2e.rig.Sighting;
import dev.gatewayhealth.e2e.rig.Tomcat;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Two requests that wait for one another for ever: nothing but a restart helps. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.gatewayhealth.e2e.rig.Tomcat#newestEmbedded")
record DeadlockIT(Tomcat tomcat) {

    private static Rig rig;

    @BeforeParameterizedClassInvocation
    static void start(Tomcat tomcat) {
        rig = Rig.of(DeadlockIT.class, tomcat)
                .location("/", "proxy_read_timeout 30s;")
                .service(service -> service.agent("down-after", "2"))
                .start();
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        rig.close();
    }

    @Test
    void takesTheInstanceOutAndAsksForARestart() {
        Client admin = new Client(rig.adminPort());
        assertThat(admin.get("/gateway-health/live").status()).isEqualTo(200);
        CompletableFuture<Answer> one = rig.client().later("/deadlock");
        CompletableFuture<Answer> two = rig.client().later("/deadlock");

        Sighting down = rig.reports().await("DOWN", report -> report.status().equals("DOWN"));

        JsonNode finding = down.finding("deadlock").orElseThrow();
        assertThat(finding.path("severity").asText()).isEqualTo("critical");
        assertThat(finding.path("message").asText()).contains("2 threads wait for one another", "hold up 2 requests");
        assertThat(finding.path("evidence").path("stack").toString()).contains("DeadLock.serve");
        assertThat(admin.get("/gateway-health/live").status()).isEqualTo(503);
        assertThat(admin.get("/gateway-health").status()).isEqualTo(503);
        assertThat(one).isNotDone();
        assertThat(two).isNotDone();
    }
}
