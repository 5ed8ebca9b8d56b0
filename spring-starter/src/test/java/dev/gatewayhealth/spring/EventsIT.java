package dev.gatewayhealth.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.spring.GatewayFindingEvent.Turn;
import dev.gatewayhealth.spring.Service.Server;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.json.JsonParserFactory;
import org.springframework.context.event.EventListener;
import reactor.core.publisher.Sinks;

/** A request that nginx will give up soon, as the application hears of it. */
final class EventsIT {

    @ParameterizedTest
    @EnumSource(Server.class)
    void theApplicationHearsOfAFindingAndOfTheVerdict(Server server) {
        Service.App.RELEASE.set(Sinks.one());
        try (Service service = Service.on(server)
                .monitored()
                .with(Listener.class)
                .with("gateway-health.proxy-read-timeout=2", "management.endpoint.health.show-details=always")
                .start()) {
            Listener listener = service.context().getBean(Listener.class);
            CompletableFuture<HttpResponse<String>> held = service.getLater("/held");

            await(() -> assertThat(listener.findings)
                    .anyMatch(event -> event.code().equals("read-timeout-near") && event.turn() == Turn.BEGAN));
            await(() -> assertThat(listener.verdicts).containsExactly(new GatewayStatusEvent("UP", "WARN")));
            String health = service.get("/actuator/health").body();
            assertThat(health).contains("\"verdict\":\"WARN\"", "\"code\":\"read-timeout-near\"");
            // The releases of Spring Boot put the fields in different orders.
            assertThat(JsonParserFactory.getJsonParser().parseMap(health))
                    .containsEntry("status", "UP")
                    .containsKey("components");
            service.await("gateway_requests_near 1.0", "/actuator/prometheus");
            assertThat(service.get("/actuator/prometheus").body())
                    .contains("gateway_findings{code=\"read-timeout-near\",severity=\"warning\"} 1.0");

            Service.App.RELEASE.get().tryEmitValue("at last");
            assertThat(held.join().body()).isEqualTo("at last");
            service.await("gateway_requests_near 0.0", "/actuator/prometheus");
        }
    }

    private static void await(org.awaitility.core.ThrowingRunnable claim) {
        Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(claim);
    }

    static final class Listener {

        final List<GatewayFindingEvent> findings = new CopyOnWriteArrayList<>();
        final List<GatewayStatusEvent> verdicts = new CopyOnWriteArrayList<>();

        @EventListener
        void found(GatewayFindingEvent event) {
            findings.add(event);
        }

        @EventListener
        void judged(GatewayStatusEvent event) {
            verdicts.add(event);
        }
    }
}
