package dev.gatewayhealth.audit;

import static dev.gatewayhealth.finding.Code.KEEPALIVE_RACE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.contract.Overrides;
import dev.gatewayhealth.finding.Code;
import dev.gatewayhealth.finding.Noticed;
import dev.gatewayhealth.finding.Remedy;
import dev.gatewayhealth.finding.Severity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeepAliveRaceTest {

    private static final String REUSE = "proxy_http_version 1.1; proxy_set_header Connection \"\";";

    @TempDir
    Path dir;

    @ParameterizedTest(name = "nginx {0}, service {1} ms: {2}")
    @CsvSource({
        "60s, 60000, true",
        "60s, 20000, true",
        "60s, 60400, true",
        "60s, 60600, false",
        "60s, 75000, false",
        "50s, 60000, false",
        "1h, 60000, true",
        "60s, -1, false",
        "0, 60000, false",
    })
    void aTieIsARaceAndNeverClosingIsNone(String nginx, long service, boolean races) {
        Auditing auditing = new Auditing(dir)
                .service(Auditing.tomcat().idleTimeout(service, "keepAliveTimeout"))
                .http(group("keepalive 8; keepalive_timeout " + nginx + ";", REUSE));

        assertThat(auditing.find(KEEPALIVE_RACE).isPresent()).isEqualTo(races);
    }

    @Test
    void saysBothTimesTheirSourcesAndWhatToWriteOnEachSide() {
        Noticed race = new Auditing(dir)
                .service(Auditing.tomcat().idleTimeout(20_000, "keepAliveTimeout of the connector :8080"))
                .http(group("keepalive 8;", REUSE))
                .find(KEEPALIVE_RACE)
                .orElseThrow();

        assertThat(race.severity()).isEqualTo(Severity.NOTICE);
        assertThat(race.message())
                .contains(
                        "20s (keepAliveTimeout of the connector :8080)", "1m (nginx default)", "POST, LOCK and PATCH");
        assertThat(race.evidence())
                .containsEntry("idleTimeoutMs", 20_000L)
                .containsEntry("keepaliveTimeoutMs", 60_000L)
                .containsEntry("upstream", "app");
        assertThat(race.remedy())
                .contains(Remedy.nginx("keepalive_timeout 15s;"))
                .anyMatch(remedy -> remedy.change().contains("keepAliveTimeout=\"75000\"")
                        && remedy.change().contains("server.tomcat.keep-alive-timeout=75s"));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "",
                "proxy_http_version 1.1;",
                "proxy_set_header Connection \"\";",
                "proxy_http_version 1.1; proxy_set_header Connection close;",
                "proxy_http_version 1.1; proxy_set_header Connection $http_connection;",
            })
    void whereNginxClosesOrMayCloseAfterEachRequestNothingRaces(String location) {
        assertThat(new Auditing(dir)
                        .service(Auditing.tomcat())
                        .http(group("keepalive 8;", location))
                        .find(KEEPALIVE_RACE))
                .isEmpty();
    }

    @ParameterizedTest(name = "nginx {0}: {1}")
    @CsvSource({"1.22.1, false", "1.29.6, false", "1.29.7, true", "1.31.5, true"})
    void fromOneVersionOnAGroupKeepsConnectionsUnasked(String version, boolean races) {
        Auditing auditing =
                new Auditing(dir).version(version).service(Auditing.tomcat()).http(group("", ""));

        assertThat(auditing.find(KEEPALIVE_RACE).isPresent()).isEqualTo(races);
    }

    @Test
    void anAddressWithoutAGroupKeepsNoConnections() {
        assertThat(new Auditing(dir)
                        .version("1.31.5")
                        .service(Auditing.tomcat())
                        .http("server { listen 80; location / { proxy_pass http://127.0.0.1:8080; } }")
                        .find(KEEPALIVE_RACE))
                .isEmpty();
    }

    @Test
    void overHttp2ItsOwnIdleTimeoutCounts() {
        Noticed race = new Auditing(dir)
                .version("1.29.7")
                .service(Auditing.tomcat().idleTimeout(90_000, "keepAliveTimeout"))
                .http(group("", "proxy_http_version 2;"))
                .find(KEEPALIVE_RACE)
                .orElseThrow();

        assertThat(race.evidence())
                .containsEntry("idleTimeoutMs", 20_000L)
                .containsEntry("idleTimeoutSource", "keepAliveTimeout of HTTP/2");
    }

    @Test
    void anIdleTimeoutUnderPressureIsARaceOfItsOwn() {
        Noticed race = new Auditing(dir)
                .service(Auditing.tomcat()
                        .idleTimeout(90_000, "idleTimeout")
                        .pressedIdleTimeout(1_000, "lowResourcesIdleTimeout"))
                .http(group("keepalive 8;", REUSE))
                .find(KEEPALIVE_RACE)
                .orElseThrow();

        assertThat(race.message()).contains("1s (lowResourcesIdleTimeout) while it is short of resources");
    }

    @Test
    void aConnectionOfOneRequestIsNeverIdle() {
        assertThat(new Auditing(dir)
                        .service(Auditing.tomcat().keepAliveRequests(1, "maxKeepAliveRequests"))
                        .http(group("keepalive 8;", REUSE))
                        .find(KEEPALIVE_RACE))
                .isEmpty();
    }

    @Test
    void unknownIdleTimeoutsRaceWithNothing() {
        assertThat(new Auditing(dir)
                        .service(ListenerLimits.of("", Auditing.tomcat().build().listening()))
                        .http(group("keepalive 8;", REUSE))
                        .find(KEEPALIVE_RACE))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "error timeout, POST LOCK and PATCH: those are a 502",
        "error non_idempotent, work may be done twice",
        "off, tries none again",
        "timeout, tries none again",
    })
    void saysWhichRequestsNginxSendsAgain(String when, String told) {
        Noticed race = new Auditing(dir)
                .service(Auditing.tomcat())
                .http(group("keepalive 8;", REUSE + " proxy_next_upstream " + when + ";"))
                .find(KEEPALIVE_RACE)
                .orElseThrow();

        assertThat(race.message().replace(",", "")).contains(told);
    }

    @Test
    void aSettingStandsForTheConfiguration() {
        Overrides set = new Overrides(null, null, null, null, null, Duration.ofSeconds(60));

        assertThat(new Auditing(dir).service(Auditing.tomcat()).settings(set).find(KEEPALIVE_RACE))
                .isPresent();
        assertThat(new Auditing(dir)
                        .service(Auditing.tomcat())
                        .settings(new Overrides(Duration.ofSeconds(5), null, null, null, null, null))
                        .find(KEEPALIVE_RACE))
                .isEmpty();
    }

    @Test
    void isAWarningOnceItNearlyHappened() {
        Auditing auditing = new Auditing(dir).service(Auditing.tomcat()).http(group("keepalive 8;", REUSE));
        assertThat(auditing.keepAlive.idled(TimeUnit.SECONDS.toNanos(59))).isNull();
        auditing.look();

        assertThat(auditing.keepAlive.idled(TimeUnit.SECONDS.toNanos(56))).isNull();
        assertThat(auditing.find(KEEPALIVE_RACE).orElseThrow().severity()).isEqualTo(Severity.NOTICE);
        Noticed miss = auditing.keepAlive.idled(TimeUnit.MILLISECONDS.toNanos(58_700));

        assertThat(miss).isNotNull();
        assertThat(miss.code()).isEqualTo(Code.KEEPALIVE_NEAR_MISS);
        assertThat(miss.message()).contains("58.7 s of the 1m");
        assertThat(auditing.find(KEEPALIVE_RACE).orElseThrow().severity()).isEqualTo(Severity.WARNING);
    }

    @Test
    void isAWarningOnceConnectionsWereClosedUnderRequests() {
        Auditing auditing = new Auditing(dir).service(Auditing.tomcat()).http(group("keepalive 8;", REUSE));
        auditing.look();
        auditing.keepAlive.closedUnderRequest(-1);
        assertThat(auditing.find(KEEPALIVE_RACE).orElseThrow().severity()).isEqualTo(Severity.NOTICE);

        auditing.keepAlive.closedUnderRequest(2);

        Noticed race = auditing.find(KEEPALIVE_RACE).orElseThrow();
        assertThat(race.severity()).isEqualTo(Severity.WARNING);
        assertThat(race.evidence()).containsEntry("closedUnderRequest", 2L);
    }

    @Test
    void whatWasSeenIsForgottenWhenNothingRacesAnyMore() {
        Auditing auditing = new Auditing(dir).service(Auditing.tomcat()).http(group("keepalive 8;", REUSE));
        auditing.look();
        auditing.keepAlive.closedUnderRequest(1);
        auditing.http(group("keepalive 8; keepalive_timeout 30s;", REUSE)).look();
        assertThat(auditing.keepAlive.racing()).isFalse();
        auditing.http(group("keepalive 8;", REUSE));

        assertThat(auditing.find(KEEPALIVE_RACE).orElseThrow().severity()).isEqualTo(Severity.NOTICE);
    }

    private static String group(String upstream, String location) {
        return "upstream app { server 127.0.0.1:8080; " + upstream + " }\nserver { listen 80; location / { " + location
                + " proxy_pass http://app; } }";
    }
}
