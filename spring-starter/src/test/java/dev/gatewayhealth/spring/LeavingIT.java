package dev.gatewayhealth.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.spring.Service.Server;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.event.EventListener;
import reactor.core.publisher.Sinks;

/** A context that is closed while somebody polls. */
final class LeavingIT {

    private int seen;

    @ParameterizedTest
    @EnumSource(Server.class)
    void theServerServesUntilThePollerHasSeenThatItLeavesAndThenSpringLetsTheLastRequestEnd(Server server) {
        Service.App.RELEASE.set(Sinks.one());
        try (Service service =
                Service.on(server).monitored().with(Listener.class).start()) {
            Listener listener = service.context().getBean(Listener.class);
            poll(service, 200, 3);
            CompletableFuture<HttpResponse<String>> held = service.getLater("/held");

            CompletableFuture<Void> closing = CompletableFuture.runAsync(service::close);
            poll(service, 503, 1);
            HttpResponse<String> whileLeaving = service.get("/hello");
            assertThat(service.get("/actuator/health/readiness").statusCode()).isEqualTo(503);
            Awaitility.await()
                    .untilAsserted(
                            () -> assertThat(listener.verdicts).contains(new GatewayStatusEvent("UP", "DRAINING")));
            assertThat(closing).isNotDone();
            poll(service, 503, 2);
            Service.App.RELEASE.get().tryEmitValue("at last");

            closing.orTimeout(20, TimeUnit.SECONDS).join();
            assertThat(whileLeaving.statusCode()).isEqualTo(200);
            assertThat(whileLeaving.headers().firstValue("Connection")).hasValue("close");
            assertThat(held.join().body()).isEqualTo("at last");
        }
    }

    @Test
    void whereNobodyPollsAndNothingWasAskedForTheContextClosesAtOnce() {
        Service service = Service.on(Server.TOMCAT).start();
        long before = System.nanoTime();

        service.close();

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void aContextThatIsStartedAgainStays() {
        try (Service service = Service.on(Server.TOMCAT).start()) {
            service.context().stop();
            service.context().start();

            poll(service, 200, 2);
            assertThat(service.get("/hello").headers().firstValue("Connection")).isEmpty();
        }
    }

    private void poll(Service service, int status, int times) {
        seen = 0;
        Awaitility.await(times + " times " + status)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    if (service.get("/gateway-health", "User-Agent", "HAProxy").statusCode() == status) {
                        seen++;
                    }
                    return seen >= times;
                });
    }

    static final class Listener {

        final List<GatewayStatusEvent> verdicts = new CopyOnWriteArrayList<>();

        @EventListener
        void judged(GatewayStatusEvent event) {
            verdicts.add(event);
        }
    }
}
