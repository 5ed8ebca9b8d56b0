package dev.gatewayhealth.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatewayhealth.e2e.app.HandMadeServer;
import dev.gatewayhealth.e2e.rig.Client;
import dev.gatewayhealth.e2e.rig.Host;
import dev.gatewayhealth.e2e.rig.Places;
import dev.gatewayhealth.e2e.rig.ReportClient;
import dev.gatewayhealth.e2e.rig.ServiceUnderTest;
import dev.gatewayhealth.e2e.rig.Sighting;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A server that nobody knows serves as if nothing were there; but its silence is not taken for health. */
@Tag("all")
class NotFollowedIT {

    private static final Host NOBODYS = (work, port, threads) ->
            List.of("-cp", Places.built("classes").toString(), HandMadeServer.class.getName(), Integer.toString(port));

    @Test
    void aPortThatIsUsedAndThatNobodyFollowsIsNoticed() {
        int admin = Places.freePort();
        ServiceUnderTest.Recipe recipe =
                new ServiceUnderTest.Recipe(NOBODYS).agent("admin.port", Integer.toString(admin));
        try (ServiceUnderTest service = recipe.start(Places.work("NotFollowedIT"), Places.freePort())) {
            Client client = new Client(service.port());
            Awaitility.await("the admin listener")
                    .atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofSeconds(2))
                    .ignoreExceptions()
                    .until(() -> client.get("/hello").body().equals("hello")
                            && new Client(admin).get("/gateway-health").status() == 200);
            try (ReportClient reports = ReportClient.of(admin)) {
                Sighting seen = reports.await(
                        "not-woven", report -> report.finding("not-woven").isPresent());

                JsonNode notice = seen.finding("not-woven").orElseThrow();
                assertThat(notice.path("message").asText()).contains("port " + service.port());
                assertThat(seen.status()).isEqualTo("UP");
                assertThat(seen.report().path("hooks").findValuesAsText("point"))
                        .containsExactly("port " + service.port());
                assertThat(seen.count("started")).isZero();
            }
            assertThat(service.stop()).isTrue();
        }
    }
}
