package dev.gatewayhealth.audit;

import static dev.gatewayhealth.finding.Code.APPLICATION_TIMEOUT_LONGER;
import static dev.gatewayhealth.finding.Code.REQUEST_HEADER_LIMIT;
import static dev.gatewayhealth.finding.Code.UPLOAD_LIMIT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.contract.Sourced;
import dev.gatewayhealth.finding.GatewayAnswer;
import dev.gatewayhealth.finding.Noticed;
import dev.gatewayhealth.finding.Remedy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitsThatDisagreeTest {

    @TempDir
    Path dir;

    @ParameterizedTest(name = "nginx {0}, form {1}, multipart {2}: {3}")
    @CsvSource({
        "'', 2097152, , none",
        "2m, 2097152, , none",
        "3m, 2097152, , 502",
        "0, 2097152, , 502",
        "50m, 2097152, 52428800, none",
        "50m, 2097152, 10485760, 502",
        "50m, 2097152, -1, none",
        "'', 2097152, 10485760, none",
        "'', 52428800, , 413",
        "'', 2097152, 52428800, 413",
        "10m, 2097152, 52428800, 413",
        "'', -1, , none",
        "0, -1, , none",
    })
    void bodiesThatOneSideTakesAndTheOtherDoesNot(String nginx, long form, Long multipart, String status) {
        ListenerLimits.Builder service = Auditing.tomcat().formBytes(form, "maxPostSize");
        if (multipart != null) {
            service.multipartBytes(multipart, "max-request-size of the servlet up");
        }
        Auditing auditing = new Auditing(dir)
                .service(service)
                .http(location(nginx.isEmpty() ? "" : "client_max_body_size " + nginx + ";"));

        assertThat(auditing.find(UPLOAD_LIMIT).map(Noticed::gateway).map(GatewayAnswer::status))
                .isEqualTo(
                        status.equals("none")
                                ? java.util.Optional.empty()
                                : java.util.Optional.of(Integer.valueOf(status)));
    }

    @Test
    void uploadsWithALocationOfTheirOwnAreNotMissed() {
        assertThat(new Auditing(dir)
                        .service(Auditing.tomcat().multipartBytes(52_428_800, "max-request-size"))
                        .http("server { listen 80; location / { proxy_pass http://127.0.0.1:8080; }"
                                + " location /up { client_max_body_size 50m; proxy_pass http://127.0.0.1:8080; } }")
                        .find(UPLOAD_LIMIT))
                .isEmpty();
    }

    @Test
    void theWidestLocationIsNamedWithBothRemedies() {
        Noticed upload = new Auditing(dir)
                .service(Auditing.tomcat())
                .http("server { listen 80; location / { proxy_pass http://127.0.0.1:8080; }\n"
                        + "location /up { client_max_body_size 50m; proxy_pass http://127.0.0.1:8080; } }")
                .find(UPLOAD_LIMIT)
                .orElseThrow();

        assertThat(upload.message()).contains("50m (nginx.conf:4) in location /up", "2m (maxPostSize)");
        assertThat(upload.remedy())
                .contains(Remedy.nginx("client_max_body_size 2m;"))
                .anyMatch(remedy -> remedy.change().contains("maxPostSize=\"52428800\""));
    }

    @ParameterizedTest(name = "{0} and {1} bytes: {2}")
    @CsvSource({
        "'', 8192, true",
        "'', 33792, false",
        "'', 33791, true",
        "'', -1, false",
        "large_client_header_buffers 4 16k;, 33792, true",
        "large_client_header_buffers 2 3k;, 8192, false",
        "client_header_buffer_size 4k; large_client_header_buffers 2 3k;, 8192, true",
    })
    void requestHeadersThatNginxTakesAndTheServiceDoesNot(String server, long bytes, boolean found) {
        Auditing auditing = new Auditing(dir)
                .service(Auditing.tomcat().requestHeaderBytes(bytes, "maxHttpRequestHeaderSize"))
                .http("server { listen 80; " + server + " location / { proxy_pass http://127.0.0.1:8080; } }");

        assertThat(auditing.find(REQUEST_HEADER_LIMIT).isPresent()).isEqualTo(found);
    }

    @ParameterizedTest(name = "nginx {0}, service {1} ms: {2}")
    @CsvSource({"60s, 30000, false", "30s, 30000, false", "29s, 30000, true", "60s, -1, true"})
    void asynchronousRequestsThatOutliveNginx(String nginx, long async, boolean found) {
        Auditing auditing = new Auditing(dir)
                .service(Auditing.tomcat().asyncTimeout(async, "asyncTimeout"))
                .http(location("proxy_read_timeout " + nginx + ";"));

        assertThat(auditing.find(APPLICATION_TIMEOUT_LONGER).isPresent()).isEqualTo(found);
    }

    @Test
    void timeoutsOfTheApplicationAreReadWhereTheyCanBe() {
        Properties system = new Properties();
        system.setProperty("spring.mvc.async.request-timeout", "2m");
        system.setProperty("sun.net.client.defaultReadTimeout", "5000");
        system.setProperty("spring.jdbc.template.query-timeout", "soon");
        Auditing auditing = new Auditing(dir).service(Auditing.tomcat()).http(location("proxy_read_timeout 40s;"));
        ApplicationTimeouts.of(new JvmSettings(system, Map.of("SPRING_TRANSACTION_DEFAULTTIMEOUT", "60")))
                .forEach(auditing::timeout);

        assertThat(auditing.look())
                .filteredOn(noticed -> noticed.code() == APPLICATION_TIMEOUT_LONGER)
                .extracting(noticed -> noticed.evidence().get("timeoutMs"))
                .containsExactly(120_000L, 60_000L);
    }

    @Test
    void whatAnApplicationTellsCountsForMoreThanWhatIsSetForTheJvm() {
        Properties system = new Properties();
        system.setProperty("spring.transaction.default-timeout", "90");
        Auditing auditing = new Auditing(dir).service(Auditing.tomcat()).http(location("proxy_read_timeout 40s;"));
        ApplicationTimeouts.of(new JvmSettings(system, Map.of())).forEach(auditing::timeout);
        told("spring.transaction.default-timeout", "1m").forEach(auditing::told);
        told("spring.transaction.default-timeout", "PT2M").forEach(auditing::told);

        assertThat(auditing.look())
                .filteredOn(noticed -> noticed.code() == APPLICATION_TIMEOUT_LONGER)
                .singleElement()
                .satisfies(noticed -> assertThat(noticed.message())
                        .startsWith(
                                "the service gives up on spring.transaction.default-timeout after 2m (a file:3), nginx"
                                        + " after 40s"));
    }

    @ParameterizedTest(name = "{0}={1}: {2}")
    @CsvSource({
        "spring.mvc.async.request-timeout, 2m, spring.mvc.async.request-timeout=39s",
        "spring.mvc.async.request-timeout, -1, spring.mvc.async.request-timeout=39s",
        "spring.datasource.hikari.connection-timeout, 60000, spring.datasource.hikari.connection-timeout=39000",
        "spring.http.clients.read-timeout, 1H, spring.http.clients.read-timeout=39s",
        "sun.net.client.defaultReadTimeout, 60000, -Dsun.net.client.defaultReadTimeout=39000",
        "spring.data.redis.timeout, 0, spring.data.redis.timeout=39s"
    })
    void theRemedyIsTheLineThatSetsIt(String name, String value, String line) {
        Auditing auditing = new Auditing(dir).service(Auditing.tomcat()).http(location("proxy_read_timeout 40s;"));
        told(name, value).forEach(auditing::told);

        assertThat(auditing.find(APPLICATION_TIMEOUT_LONGER).orElseThrow().remedy())
                .extracting(Remedy::change)
                .contains(line);
    }

    @ParameterizedTest
    @CsvSource({
        "spring.transaction.default-timeout, -1",
        "spring.jdbc.template.query-timeout, -1",
        "spring.http.clients.read-timeout, ${missing}",
        "spring.data.redis.timeout, 40s",
        "spring.lifecycle.timeout-per-shutdown-phase, 5m"
    })
    void whatIsNoneOrNoLongerOrNoWaitOfARequestIsNoFinding(String name, String value) {
        Auditing auditing = new Auditing(dir).service(Auditing.tomcat()).http(location("proxy_read_timeout 40s;"));
        told(name, value).forEach(auditing::told);

        assertThat(auditing.find(APPLICATION_TIMEOUT_LONGER)).isEmpty();
    }

    @Test
    void whatIsUnknownIsNoFinding() {
        assertThat(new Auditing(dir)
                        .service(ListenerLimits.of("", Auditing.tomcat().build().listening()))
                        .http(location("client_max_body_size 0; proxy_read_timeout 1s;"))
                        .look())
                .extracting(Noticed::code)
                .doesNotContain(UPLOAD_LIMIT, REQUEST_HEADER_LIMIT, APPLICATION_TIMEOUT_LONGER);
    }

    private static List<ListenerLimits.ApplicationTimeout> told(String name, String value) {
        return ApplicationTimeouts.of(asked -> asked.equals(name) ? new Sourced<>(value, "a file:3") : null);
    }

    private static String location(String directives) {
        return "server { listen 80; location / { " + directives + " proxy_pass http://127.0.0.1:8080; } }";
    }
}
