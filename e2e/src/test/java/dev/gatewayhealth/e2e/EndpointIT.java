package dev.gatewayhealth.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatewayhealth.e2e.rig.Answer;
import dev.gatewayhealth.e2e.rig.Client;
import dev.gatewayhealth.e2e.rig.Rig;
import dev.gatewayhealth.e2e.rig.Tomcat;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What pollers get: on the service's own port, before anything of the application, and on the admin listener. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.gatewayhealth.e2e.rig.Tomcat#every")
record EndpointIT(Tomcat tomcat) {

    private static final String TOKEN = "not-for-everybody";

    private static Rig rig;

    /** Where the endpoint answers. */
    enum Door {
        SERVICE,
        ADMIN;

        Client client() {
            return new Client(this == SERVICE ? rig.service().port() : rig.adminPort());
        }
    }

    @BeforeParameterizedClassInvocation
    static void start(Tomcat tomcat) {
        rig = Rig.of(EndpointIT.class, tomcat)
                .location("/", "proxy_read_timeout 2s;")
                .service(service -> service.agent("admin.token", TOKEN))
                .start();
        rig.reports().close();
        Awaitility.await("the first report with everything in it")
                .ignoreExceptions()
                .until(() -> {
                    JsonNode report = report();
                    return !report.path("hooks").isEmpty()
                            && !report.path("contract").path("locations").isEmpty();
                });
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        rig.close();
    }

    @ParameterizedTest
    @EnumSource
    void getSaysStatusAndCodesAndNothingElse(Door door) {
        Answer answer = door.client().get("/gateway-health");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).matches("\\{\"status\":\"(UP|WARN)\",\"findings\":\\[[\"a-z,-]*]}");
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(answer.header("X-Gateway-Health")).isIn("UP", "WARN");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.whole()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void headHasTheSameHeaderAndNoBody(Door door) {
        Answer answer = door.client().call("HEAD", "/gateway-health", "").answer();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.bytes()).isZero();
        assertThat(answer.header("X-Gateway-Health")).isIn("UP", "WARN");
        assertThat(answer.header("Content-Length")).isNotEqualTo("0");
    }

    @ParameterizedTest
    @EnumSource
    void optionsIsAnsweredForHaproxyWithAllowAndNoBody(Door door) {
        Answer answer = door.client().call("OPTIONS", "/gateway-health", "").answer();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Allow")).contains("GET", "HEAD", "OPTIONS");
        assertThat(answer.bytes()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void plainTextIsTheBareWord(Door door) {
        Answer answer = door.client()
                .call("GET", "/gateway-health", "", "Accept: text/plain")
                .answer();

        assertThat(answer.body().strip()).isIn("UP", "WARN");
        assertThat(answer.header("Content-Type")).startsWith("text/plain");
    }

    @ParameterizedTest
    @EnumSource
    void otherMethodsAreRefused(Door door) {
        Answer answer = door.client().call("DELETE", "/gateway-health", "").answer();

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).contains("GET");
    }

    @ParameterizedTest
    @EnumSource
    void httpOnePointZeroWithoutHostWorksAndComesInOneWrite(Door door) {
        String first = door.client().raw("GET /gateway-health HTTP/1.0\r\n\r\n").firstRead();

        assertThat(first).startsWith("HTTP/1.").contains(" 200").contains("X-Gateway-Health");
        assertThat(first).as("header and body in the first read").contains("{\"status\":");
    }

    @ParameterizedTest
    @EnumSource
    void liveIsAnsweredToo(Door door) {
        assertThat(door.client().get("/gateway-health/live").status()).isEqualTo(200);
    }

    @Test
    void theReportIsTheApplicationsPathOnTheServicesPortUnlessTheTokenIsShown() {
        Client client = Door.SERVICE.client();

        assertThat(client.get("/gateway-health/report").status()).isNotEqualTo(200);
        assertThat(bearer(client, "/gateway-health/report", "wrong").status()).isNotEqualTo(200);
        assertThat(bearer(client, "/gateway-health/report", TOKEN).status()).isEqualTo(200);
    }

    @Test
    void whatIsNotThePathBelongsToTheApplication() {
        assertThat(Door.SERVICE.client().get("/gateway-healthy").status()).isEqualTo(404);
        assertThat(Door.SERVICE.client().get("/gateway-health/other").status()).isEqualTo(404);
    }

    @Test
    void theReportHasAllItsParts() throws Exception {
        JsonNode report = report();

        assertThat(report.fieldNames())
                .toIterable()
                .contains(
                        "status", "at", "since", "version", "hooks", "contract", "exchanges", "resources", "findings");
        assertThat(report.path("hooks"))
                .anyMatch(hook -> hook.path("server").asText().startsWith("Tomcat/")
                        && hook.path("state").asText().equals("live"));
        JsonNode location = report.path("contract").path("locations").path(0);
        assertThat(location.path("match").asText()).isEqualTo("/");
        JsonNode limit = location.path("limits").path("proxy_read_timeout");
        assertThat(limit.path("ms").asInt()).isEqualTo(2000);
        assertThat(limit.path("source").asText()).contains("nginx.conf:");
    }

    @Test
    void metricsAreServedOnTheAdminListener() {
        Answer answer = bearer(Door.ADMIN.client(), "/gateway-health/metrics", TOKEN);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains("gateway_health");
    }

    @Test
    void pollsAreNoExchanges() throws Exception {
        long before = started();
        for (int i = 0; i < 5; i++) {
            Door.SERVICE.client().get("/gateway-health");
        }
        rig.client().get("/hello");

        assertThat(eventuallyStarted(before + 1)).isEqualTo(before + 1);
    }

    @Test
    void aWarningKeepsTheStatusAt200AndNamesItsCode() {
        CompletableFuture<Answer> slow = rig.client().later("/slow?ms=3000");
        Answer poll = Awaitility.await("WARN")
                .until(
                        () -> Door.SERVICE.client().get("/gateway-health"),
                        answer -> answer.header("X-Gateway-Health").equals("WARN"));

        assertThat(slow).as("warned before the gateway gave up").isNotDone();
        assertThat(poll.status()).isEqualTo(200);
        assertThat(poll.body()).contains("\"status\":\"WARN\"", "\"read-timeout-near\"");
        assertThat(slow.join().status()).isEqualTo(504);
    }

    private static Answer bearer(Client client, String path, String token) {
        return client.call("GET", path, "", "Authorization: Bearer " + token).answer();
    }

    private static JsonNode report() throws Exception {
        Answer answer = bearer(Door.ADMIN.client(), "/gateway-health/report", TOKEN);
        return new ObjectMapper().readTree(answer.body());
    }

    private static long started() throws Exception {
        return report().path("exchanges").path("started").asLong();
    }

    private static long eventuallyStarted(long expected) {
        return Awaitility.await("a report after the last request")
                .until(EndpointIT::started, count -> count >= expected);
    }
}
