package dev.gatewayhealth.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.finding.Code;
import dev.gatewayhealth.finding.Severity;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class HealthEndpointTest {

    private static final String PATH = "/gateway-health";

    private final AtomicInteger scrapes = new AtomicInteger();
    private final AtomicInteger drains = new AtomicInteger();
    private Supplier<String> metrics = () -> "gateway_health " + scrapes.incrementAndGet() + "\n";
    private Runnable drain = drains::incrementAndGet;
    private String token;
    private PreparedAnswers answers = prepared(Reports.of(Status.UP, true));

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({"UP,200", "WARN,200", "DOWN,503", "DRAINING,503"})
    void theStatusDecidesTheAnswer(Status status, int code) {
        answers = prepared(Reports.of(status, true));

        HealthResponse response = ask("GET", PATH);

        assertThat(response.status()).isEqualTo(code);
        assertThat(text(response)).isEqualTo("{\"status\":\"" + status + "\",\"findings\":[]}");
        assertThat(headers(response))
                .containsEntry("Content-Type", "application/json")
                .containsEntry("Content-Length", Integer.toString(response.body().length))
                .containsEntry("Cache-Control", "no-store")
                .containsEntry("X-Gateway-Health", status.name());
        if (code == 503) {
            assertThat(headers(response)).containsEntry("Retry-After", "5");
        } else {
            assertThat(headers(response)).doesNotContainKey("Retry-After");
        }
    }

    @Test
    void theBodyNamesTheCodesThatMatterAndNothingElse() {
        answers = prepared(Reports.of(
                Status.WARN,
                true,
                Reports.finding(Code.NOT_WOVEN, Severity.NOTICE, null),
                Reports.finding(Code.READ_TIMEOUT_NEAR, Severity.WARNING, null),
                Reports.finding(Code.READ_TIMEOUT_NEAR, Severity.WARNING, null),
                Reports.finding(Code.QUEUE_WAIT, Severity.WARNING, Reports.AT),
                Reports.finding(Code.FILE_DESCRIPTORS, Severity.CRITICAL, null)));

        assertThat(text(ask("GET", PATH)))
                .isEqualTo("{\"status\":\"WARN\",\"findings\":[\"read-timeout-near\",\"file-descriptors\"]}");
    }

    @Test
    void whoWantsTextGetsTheBareWord() {
        answers = prepared(Reports.of(Status.WARN, true));

        HealthResponse response = endpoint().answer("GET", PATH, "text/plain", null, false);

        assertThat(text(response)).isEqualTo("WARN");
        assertThat(headers(response))
                .containsEntry("Content-Type", "text/plain;charset=UTF-8")
                .containsEntry("Content-Length", "4");
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Status.class)
    void headIsGetWithoutTheBody(Status status) {
        answers = prepared(Reports.of(status, true));

        for (String accept : new String[] {"*/*", "text/plain"}) {
            HealthResponse get = endpoint().answer("GET", PATH, accept, null, false);
            HealthResponse head = endpoint().answer("HEAD", PATH, accept, null, false);
            assertThat(head.body()).isEmpty();
            assertThat(head.status()).isEqualTo(get.status());
            assertThat(head.headers()).isEqualTo(get.headers());
        }
    }

    @Test
    void optionsSaysWhatIsAllowedAndHowItGoes() {
        answers = prepared(Reports.of(Status.DOWN, true));

        HealthResponse response = ask("OPTIONS", PATH);

        assertThat(response.status()).isEqualTo(503);
        assertThat(response.body()).isEmpty();
        assertThat(headers(response))
                .containsEntry("Allow", "GET, HEAD, OPTIONS")
                .containsEntry("Content-Length", "0")
                .containsEntry("X-Gateway-Health", "DOWN")
                .containsEntry("Retry-After", "5")
                .containsEntry("Cache-Control", "no-store")
                .doesNotContainKey("Content-Type");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"POST", "PUT", "DELETE", "TRACE", "get", ""})
    void otherMethodsAreNotAllowed(String method) {
        for (String path : new String[] {PATH, PATH + "/live"}) {
            HealthResponse response = ask(method, path);
            assertThat(response.status()).isEqualTo(405);
            assertThat(response.body()).isEmpty();
            assertThat(headers(response)).containsEntry("Allow", "GET, HEAD, OPTIONS");
        }
    }

    @Test
    void liveAsksOnlyWhetherARestartWouldHelp() {
        answers = prepared(
                Reports.of(Status.DOWN, true, Reports.finding(Code.FILE_DESCRIPTORS, Severity.CRITICAL, null)));
        HealthResponse alive = ask("GET", PATH + "/live");
        answers = prepared(Reports.of(
                Status.DOWN,
                false,
                Reports.finding(Code.READ_TIMEOUT_NEAR, Severity.WARNING, null),
                Reports.finding(Code.FILE_DESCRIPTORS, Severity.CRITICAL, null)));
        HealthResponse dead = ask("GET", PATH + "/live");

        assertThat(alive.status()).isEqualTo(200);
        assertThat(text(alive)).isEqualTo("{\"status\":\"UP\",\"findings\":[]}");
        assertThat(headers(alive)).containsEntry("X-Gateway-Health", "UP");
        assertThat(dead.status()).isEqualTo(503);
        assertThat(text(dead)).isEqualTo("{\"status\":\"DOWN\",\"findings\":[\"file-descriptors\"]}");
        assertThat(headers(dead)).containsEntry("X-Gateway-Health", "DOWN").containsEntry("Retry-After", "5");
    }

    @Test
    void aQueryIsAllowedAndIgnored() {
        assertThat(ask("GET", PATH + "?a=/live")).isNotNull();
        assertThat(text(ask("GET", PATH + "/live?x"))).contains("UP");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "/",
                "",
                "*",
                "/gateway-healt",
                "/gateway-health/",
                "/gateway-healthy",
                "/gateway-health;jsessionid=1",
                "/gateway-health/live/",
                "/gateway-health/other",
                "/gateway-health/report",
                "/gateway-health/metrics",
                "/gateway-health/drain",
                "/GATEWAY-HEALTH",
                "/x/gateway-health",
                "//gateway-health",
                "/gateway%2Dhealth",
                "/?/gateway-health",
                "/./gateway-health",
                "/a/../gateway-health",
                "/a/%2e%2e/gateway-health",
                "/%2Fgateway-health",
                "/gateway-health%3F",
                "/gateway-health%00",
                "/gateway-health#x",
                "/gateway-health/../admin",
                "/gateway-health//live",
                "/gateway-health/live;x",
                "/gateway-health/live%2Freport",
                "/gateway-health\\live",
                "http://a.example/gateway-health",
                "http://a.example"
            })
    void allElseBelongsToTheApplication(String path) {
        assertThat(ask("GET", path)).isNull();
        assertThat(endpoint().claims(path, false)).isFalse();
    }

    @Test
    void withoutATokenTheServicesPortHasNoReport() {
        for (String path : new String[] {"/report", "/metrics", "/drain"}) {
            assertThat(endpoint().answer("GET", PATH + path, null, "Bearer ", false))
                    .isNull();
        }
    }

    @Test
    void aTokenOpensTheReportOnTheServicesPort() {
        token = "s3cret";

        HealthResponse report = endpoint().answer("GET", PATH + "/report", null, "Bearer s3cret", false);
        HealthResponse text = endpoint().answer("GET", PATH + "/metrics", null, "bearer s3cret", false);

        assertThat(report.status()).isEqualTo(200);
        assertThat(report.body()).isEqualTo(JsonReport.of(answers.report()));
        assertThat(headers(report)).containsEntry("Content-Type", "application/json");
        assertThat(text.status()).isEqualTo(200);
        assertThat(headers(text)).containsEntry("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
    }

    @ParameterizedTest(name = "\"{0}\"")
    @ValueSource(strings = {"", "Bearer", "Bearer s3cre", "Bearer s3crett", "Basic s3cret", "s3cret", "Bearers3cret"})
    void theWrongTokenIsRefusedWithoutDetail(String authorization) {
        token = "s3cret";

        for (boolean admin : new boolean[] {false, true}) {
            for (String path : new String[] {"/report", "/metrics"}) {
                HealthResponse response = endpoint().answer("GET", PATH + path, null, authorization, admin);
                assertThat(response.status()).isEqualTo(401);
                assertThat(response.body()).isEmpty();
                assertThat(headers(response)).containsEntry("WWW-Authenticate", "Bearer realm=\"gateway-health\"");
            }
            assertThat(endpoint()
                            .answer("GET", PATH, null, authorization, admin)
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void noTokenAtAllIsRefusedTooWhenOneIsSet() {
        token = "s3cret";

        assertThat(endpoint().answer("GET", PATH + "/report", null, null, true).status())
                .isEqualTo(401);
        assertThat(endpoint().answer("POST", PATH + "/drain", null, null, true).status())
                .isEqualTo(401);
        assertThat(drains).hasValue(0);
    }

    @Test
    void drainingIsForTheAdminListenerOnly() {
        token = "s3cret";

        assertThat(endpoint().answer("POST", PATH + "/drain", null, "Bearer s3cret", false))
                .isNull();
        assertThat(drains).hasValue(0);
        assertThat(endpoint()
                        .answer("POST", PATH + "/drain", null, "Bearer s3cret", true)
                        .status())
                .isEqualTo(202);
        assertThat(drains).hasValue(1);
    }

    @Test
    void onlyPostDrains() {
        HealthResponse response = endpoint().answer("GET", PATH + "/drain", null, null, true);

        assertThat(response.status()).isEqualTo(405);
        assertThat(headers(response)).containsEntry("Allow", "POST");
        assertThat(drains).hasValue(0);
    }

    @Test
    void reportAndMetricsAreOnlyRead() {
        HealthResponse head = endpoint().answer("HEAD", PATH + "/report", null, null, true);
        HealthResponse post = endpoint().answer("POST", PATH + "/report", null, null, true);

        assertThat(head.body()).isEmpty();
        assertThat(headers(head)).containsEntry("Content-Length", "" + JsonReport.of(answers.report()).length);
        assertThat(post.status()).isEqualTo(405);
        assertThat(headers(post)).containsEntry("Allow", "GET, HEAD");
    }

    @Test
    void theReportIsOkWhateverItSays() {
        answers = prepared(Reports.of(Status.DOWN, false));

        assertThat(endpoint().answer("GET", PATH + "/report", null, null, true).status())
                .isEqualTo(200);
    }

    @Test
    void longBodiesAreMadeOnceAReport() {
        HealthEndpoint endpoint = endpoint();

        HealthResponse first = endpoint.answer("GET", PATH + "/metrics", null, null, true);
        HealthResponse second = endpoint.answer("GET", PATH + "/metrics", null, null, true);
        answers = prepared(answers.report());
        HealthResponse third = endpoint.answer("GET", PATH + "/metrics", null, null, true);

        assertThat(first).isSameAs(second);
        assertThat(text(third)).isEqualTo("gateway_health 2\n");
        assertThat(endpoint.answer("GET", PATH + "/report", null, null, true))
                .isSameAs(endpoint.answer("GET", PATH + "/report", null, null, true));
    }

    @Test
    void aPollMakesNothing() {
        HealthEndpoint endpoint = endpoint();

        assertThat(endpoint.answer("GET", PATH, "text/plain", null, false))
                .isSameAs(endpoint.answer("GET", PATH, "text/plain;q=0.5", null, true));
    }

    @Test
    void whereTheHostHasMetricsThereAreNone() {
        metrics = null;
        drain = null;

        assertThat(endpoint().answer("GET", PATH + "/metrics", null, null, true))
                .isNull();
        assertThat(endpoint().answer("POST", PATH + "/drain", null, null, true)).isNull();
    }

    @Test
    void whatBreaksInsideIsA500AndNoMore() {
        metrics = () -> {
            throw new IllegalStateException("broken");
        };
        drain = () -> {
            throw new IllegalStateException("broken");
        };

        assertThat(endpoint().answer("GET", PATH + "/metrics", null, null, true).status())
                .isEqualTo(500);
        assertThat(endpoint().answer("POST", PATH + "/drain", null, null, true).status())
                .isEqualTo(500);
        assertThat(ask("GET", PATH).status()).isEqualTo(200);
    }

    @Test
    void oneWriteHoldsTheWholeAnswer() {
        assertThat(new String(ask("GET", PATH).http11Bytes(true), StandardCharsets.ISO_8859_1))
                .isEqualTo(String.join(
                        "\r\n",
                        "HTTP/1.1 200 OK",
                        "Content-Type: application/json",
                        "Content-Length: 29",
                        "Cache-Control: no-store",
                        "X-Gateway-Health: UP",
                        "Connection: keep-alive",
                        "",
                        "{\"status\":\"UP\",\"findings\":[]}"));
        assertThat(new String(ask("HEAD", PATH).http11Bytes(false), StandardCharsets.ISO_8859_1))
                .endsWith("Connection: close\r\n\r\n");
    }

    private HealthResponse ask(String method, String path) {
        return endpoint().answer(method, path, null, null, false);
    }

    private HealthEndpoint endpoint() {
        return new HealthEndpoint(PATH, token, () -> answers, metrics, drain);
    }

    private static PreparedAnswers prepared(Report report) {
        return PreparedAnswers.of(report, 5);
    }

    private static String text(HealthResponse response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    private static Map<String, String> headers(HealthResponse response) {
        Map<String, String> headers = new TreeMap<>();
        response.headers().forEach(header -> headers.put(header.name(), header.value()));
        return headers;
    }
}
