package dev.gatewayhealth.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.e2e.rig.Client;
import dev.gatewayhealth.e2e.rig.FilteredService;
import dev.gatewayhealth.e2e.rig.Places;
import dev.gatewayhealth.e2e.rig.ReportClient;
import dev.gatewayhealth.e2e.rig.Sighting;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Agent and filter in one JVM: one monitor, and each request counted once. */
final class FilterBesideAgentIT {

    private static final int REQUESTS = 50;

    @Test
    void eachRequestIsCountedOnce() {
        int admin = Places.freePort();
        Map<String, String> settings = Map.of("admin.port", Integer.toString(admin));
        try (FilteredService service = FilteredService.start("FilterBesideAgentIT", true, settings);
                ReportClient reports = ReportClient.of(admin)) {
            Client client = new Client(service.port());
            for (int i = 0; i < REQUESTS; i++) {
                assertThat(client.get("/hello").body()).isEqualTo("hello");
            }
            assertThat(client.get("/async?ms=100").body()).isEqualTo("async");

            Sighting counted = reports.quiet();
            assertThat(counted.count("started")).isEqualTo(REQUESTS + 1);
            assertThat(counted.count("answered")).isEqualTo(REQUESTS + 1);
            assertThat(watchdogs(client)).isOne();
            assertThat(client.get("/gateway-health").status()).isEqualTo(200);
        }
    }

    @Test
    void withoutTheAgentTheFilterDoesIt() {
        try (FilteredService service = FilteredService.start("FilterAlone", false, Map.of())) {
            Client client = new Client(service.port());

            assertThat(client.get("/hello").body()).isEqualTo("hello");
            assertThat(client.get("/gateway-health").status()).isEqualTo(200);
            assertThat(watchdogs(client)).isOne();
        }
    }

    private static long watchdogs(Client client) {
        return client.get("/threads")
                .body()
                .lines()
                .filter(name -> name.equals("gateway-health-watchdog"))
                .count();
    }
}
