package dev.gatewayhealth.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatewayhealth.e2e.rig.Answer;
import dev.gatewayhealth.e2e.rig.Call;
import dev.gatewayhealth.e2e.rig.Client;
import dev.gatewayhealth.e2e.rig.Places;
import dev.gatewayhealth.e2e.rig.ReportClient;
import dev.gatewayhealth.e2e.rig.Sighting;
import dev.gatewayhealth.e2e.rig.Talk;
import dev.gatewayhealth.e2e.rig.WildFly;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * A server whose modules see nothing of ours and each other only in part, and that does not boot if somebody touches its logging
 * before it does.
 */
@Tag("all")
@TestMethodOrder(OrderAnnotation.class)
class WildFlyIT {

    private static WildFly server;
    private static ReportClient reports;
    private static Client client;

    @BeforeAll
    static void start() {
        int admin = Places.freePort();
        server = WildFly.start(Places.work("WildFlyIT"), "=proxy_read_timeout=2s,admin.port=" + admin);
        reports = ReportClient.of(admin);
        client = new Client(server.port());
    }

    @AfterAll
    static void stop() {
        reports.close();
        server.close();
    }

    @Test
    void isHookedAtEveryPointBeforeItsFirstRequest() {
        Sighting report = reports.await(
                "no hook waiting",
                seen -> !seen.report().path("hooks").isEmpty()
                        && seen.report().path("hooks").findValuesAsText("state").stream()
                                .noneMatch("waiting"::equals));

        assertThat(report.report().path("hooks").findValuesAsText("state")).containsOnly("live");
        assertThat(report.report().path("hooks").findValuesAsText("server"))
                .allMatch(name -> name.matches("Undertow/2\\.3\\..*"));
    }

    @Test
    void countsEachRequestOnce() {
        Sighting before = reports.quiet();
        assertThat(client.get("/hello").body()).isEqualTo("hello");
        assertThat(client.get("/async?ms=50").body()).isEqualTo("async");
        assertThat(client.get("/error").status()).isEqualTo(500);
        assertThat(client.get("/nothing/here").status()).isEqualTo(404);
        assertThat(client.call("POST", "/upload", "some body").answer().status())
                .isEqualTo(200);
        Sighting after = reports.quiet();

        assertThat(after.count("started") - before.count("started")).isEqualTo(5);
        assertThat(after.count("answered") - before.count("answered")).isEqualTo(5);
    }

    @Test
    void hasOnePoolOfRequestThreadsAndItsManagementIsNoneOfIt() {
        Sighting report = reports.await(
                "request threads", seen -> seen.resource("request-threads").isPresent());

        JsonNode resources = report.report().path("resources");
        assertThat(resources.findValuesAsText("name")).containsOnlyOnce("request-threads");
        JsonNode threads = report.resource("request-threads").orElseThrow();
        assertThat(threads.path("limit").asInt()).as(threads::toString).isPositive();
        assertThat(threads.path("used").asInt(-1))
                .as(threads::toString)
                .isBetween(0, threads.path("limit").asInt());
    }

    @Test
    void answersTheEndpointBeforeAnythingOfItsOwn() {
        Answer answer = client.get("/gateway-health");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).startsWith("{\"status\":\"");
        assertThat(client.call("POST", "/gateway-health", "").answer().status()).isEqualTo(405);
    }

    @Test
    void pollsAreNoExchanges() {
        Sighting before = reports.quiet();
        client.get("/gateway-health");
        Sighting after = reports.quiet();

        assertThat(after.count("started")).isEqualTo(before.count("started"));
    }

    @Test
    void warnsWithTheStackOfTheWorkerThread() {
        try (Call call = client.call("GET", "/slow?ms=2500", "", "X-Request-ID: slow-one")) {
            Sighting near =
                    reports.await("near", seen -> seen.exchange("slow-one").isPresent());

            JsonNode exchange = near.exchange("slow-one").orElseThrow();
            assertThat(exchange.path("thread").asText()).contains("task-");
            assertThat(exchange.path("stack").toString()).contains("SlowHeader.serve");
            assertThat(exchange.path("async").asBoolean()).isFalse();
            assertThat(near.finding("read-timeout-near")).isPresent();
            assertThat(call.answer().body()).isEqualTo("slow");
        }
    }

    @Test
    void knowsWhatIsWaitedForAsynchronously() {
        try (Call call = client.call("GET", "/async?ms=2500", "", "X-Request-ID: slow-async")) {
            Sighting near =
                    reports.await("near", seen -> seen.exchange("slow-async").isPresent());

            assertThat(near.exchange("slow-async").orElseThrow().path("async").asBoolean())
                    .isTrue();
            assertThat(call.answer().body()).isEqualTo("async");
        }
    }

    /** Its connections are XNIO's, from a module that the one with the server in it need not have touched when it opens its port. */
    @Test
    void followsAnUpgradedConnectionForAsLongAsItIsUsed() {
        Sighting before = reports.quiet();
        try (Call call = client.raw("""
                        GET /echo HTTP/1.1\r
                        Host: localhost\r
                        X-Request-ID: talk\r
                        Connection: Upgrade\r
                        Upgrade: echo\r
                        \r
                        """).read(0)) {
            reports.await("the connection", seen -> seen.count("inFlight") == 1);
            Awaitility.await()
                    .pollInterval(Duration.ofMillis(200))
                    .during(Duration.ofSeconds(3))
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> {
                        Talk.ECHO.heard(call);
                        return reports.latest().count("inFlight") == 1
                                && reports.firstNear("talk").isEmpty();
                    });
        }
        Sighting after = reports.quiet();

        assertThat(after.count("started") - before.count("started")).isEqualTo(1);
        assertThat(after.count("answered") - before.count("answered")).isEqualTo(1);
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void stopsCleanlyAndHasNothingToComplainOf() {
        assertThat(server.stop()).isTrue();
        assertThat(server.log())
                .doesNotContain("VerifyError", "LinkageError", "NoClassDefFoundError", "ClassFormatError")
                .doesNotContain("[gateway-health] could not", "[gateway-health] the classes of");
    }
}
