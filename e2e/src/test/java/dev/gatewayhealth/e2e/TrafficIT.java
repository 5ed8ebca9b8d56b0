package dev.gatewayhealth.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.e2e.rig.Rig;
import dev.gatewayhealth.e2e.rig.Sighting;
import dev.gatewayhealth.e2e.rig.Tomcat;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** What requests show of how nginx passes them on: notices, said after enough of them, and gone when they change. */
@TestMethodOrder(OrderAnnotation.class)
class TrafficIT {

    private static final List<String> PASSED_ON_BADLY =
            List.of("http-1-0", "connections-not-reused", "forwarded-headers-missing");

    private static Rig rig;

    @BeforeAll
    static void start() {
        String host = "proxy_set_header Host $host; ";
        String well =
                host + "proxy_set_header Connection \"\"; proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;";
        rig = Rig.of(TrafficIT.class, Tomcat.EMBEDDED_11)
                .location("= /hello", host + "proxy_http_version 1.0; proxy_set_header Connection close;")
                .location("/", well)
                .start();
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    @Test
    @Order(1)
    void isSaidOfWhatNginxDoesWithoutBeingTold() {
        Instant start = Instant.now();
        until("/hello", codes -> codes.containsAll(PASSED_ON_BADLY));

        assertThat(rig.reports().alarmsSince(start)).isEmpty();
        assertThat(Duration.between(start, Instant.now())).isGreaterThan(Duration.ofSeconds(2));
        assertThat(rig.reports().latest().status()).isEqualTo("UP");
    }

    @Test
    @Order(2)
    void isOverWithRequestsThatArePassedOnWell() {
        until("/slow?ms=1", codes -> PASSED_ON_BADLY.stream().noneMatch(codes::contains));
    }

    @Test
    @Order(3)
    void isSaidOfAWebSocketWhoseUpgradeNginxTookAway() {
        Awaitility.await().pollInterval(Duration.ofMillis(200)).until(() -> {
            rig.client()
                    .call("GET", "/slow?ms=1", "", "Upgrade: websocket", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==")
                    .answer();
            return active().contains("upgrade-stripped");
        });
    }

    @Test
    @Order(4)
    void isSaidOfAPollThatCameThroughNginx() {
        assertThat(active()).doesNotContain("endpoint-exposed");
        assertThat(rig.client().get("/gateway-health").status()).isEqualTo(200);

        rig.reports()
                .await("exposed", report -> report.finding("endpoint-exposed").isPresent());
        assertThat(rig.client().get("/gateway-health").body())
                .as("notices are nobody's business outside")
                .doesNotContain("endpoint-exposed");
    }

    private static void until(String target, Predicate<Set<String>> codes) {
        Awaitility.await()
                .pollInterval(Duration.ofMillis(50))
                .atMost(Duration.ofSeconds(20))
                .until(() -> {
                    assertThat(rig.client().get(target).status()).isEqualTo(200);
                    return codes.test(active());
                });
    }

    private static Set<String> active() {
        return rig.reports()
                .latest()
                .findings()
                .filter(finding -> !Sighting.ended(finding))
                .map(finding -> finding.path("code").asText())
                .collect(Collectors.toSet());
    }
}
