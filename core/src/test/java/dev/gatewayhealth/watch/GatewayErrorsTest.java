package dev.gatewayhealth.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.contract.GatewayContract;
import dev.gatewayhealth.contract.Overrides;
import dev.gatewayhealth.finding.Code;
import dev.gatewayhealth.finding.Noticed;
import dev.gatewayhealth.finding.Remedy;
import dev.gatewayhealth.finding.Severity;
import dev.gatewayhealth.nginx.ErrorLogCause;
import dev.gatewayhealth.nginx.ErrorLogLine;
import dev.gatewayhealth.report.Status;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GatewayErrorsTest {

    private static final String TIMED_OUT =
            "upstream timed out (110: Connection timed out) while reading response header from upstream";
    private static final SeenInside SEEN = new SeenInside(
            Instant.parse("2026-11-22T09:10:11Z"),
            Status.WARN,
            2,
            List.of("/api/"),
            Map.of("request-threads", Map.of("used", 200.0, "limit", 200.0, "queued", 7)));

    private final GatewayContract contract = GatewayContract.assumed(Overrides.none(), null);
    private final GatewayErrors errors = new GatewayErrors();

    @Test
    void linesOfOneCauseAreOneFindingWithTheirNumber() {
        errors.logged(line(TIMED_OUT, "/first"));
        errors.logged(line(TIMED_OUT, "/last"));
        errors.logged(line("connect() failed (111: Connection refused) while connecting to upstream", "/x"));

        List<Noticed> taken = errors.take(SEEN, contract);

        assertThat(taken).extracting(Noticed::subject).containsExactlyInAnyOrder("connect-refused", "header-timed-out");
        assertThat(taken).extracting(Noticed::occurrences).containsExactlyInAnyOrder(1L, 2L);
        assertThat(errors.waiting()).isFalse();
        assertThat(errors.take(SEEN, contract)).isEmpty();
    }

    @Test
    void aFindingSaysWhatNginxAnsweredAndWhatWasSeenInside() {
        errors.skipped(77);
        errors.logged(line(TIMED_OUT, "/api/x?secret=1"));

        Noticed noticed = errors.take(SEEN, contract).get(0);

        assertThat(noticed.code()).isEqualTo(Code.GATEWAY_ERRORS);
        assertThat(Objects.requireNonNull(noticed.gateway()).status()).isEqualTo(504);
        assertThat(Objects.requireNonNull(noticed.gateway()).errorLog()).isEqualTo(TIMED_OUT);
        assertThat(noticed.evidence())
                .containsEntry("cause", "header-timed-out")
                .containsEntry("phase", "before-header")
                .containsEntry("logged", "2026/11/22 09:10:11")
                .containsEntry("client", "10.1.2.3")
                .containsEntry("request", "GET /api/x")
                .containsEntry("near", 2)
                .containsEntry("nearLocations", List.of("/api/"))
                .containsEntry("statusThen", "WARN")
                .containsEntry("resources", SEEN.resources())
                .containsEntry("skippedBytes", 77L);
        assertThat(noticed.toString()).doesNotContain("secret");
        assertThat(noticed.message()).contains("GET /api/x", "504");
    }

    @Test
    void aCauseWithoutAStatusForTheClientPromisesNone() {
        errors.logged(line("upstream sent no valid HTTP/1.0 header while reading response header from upstream", "/"));

        assertThat(errors.take(SEEN, contract).get(0).gateway()).isNull();
    }

    @Test
    void aLogThatNginxMayStillMakeIsANotice() {
        errors.awaited("/var/log/nginx/error.log");
        assertThat(errors.states()).singleElement().satisfies(state -> {
            assertThat(state.severity()).isEqualTo(Severity.NOTICE);
            assertThat(state.message()).contains("/var/log/nginx/error.log", "does not exist yet");
        });

        errors.readable("/var/log/nginx/error.log", null);
        assertThat(errors.states()).isEmpty();
    }

    @Test
    void aLogThatCannotBeReadIsSaidUntilItCan() {
        errors.readable("/var/log/nginx/error.log", "it does not exist");
        assertThat(errors.states()).singleElement().satisfies(state -> {
            assertThat(state.code()).isEqualTo(Code.CONTRACT_UNREADABLE);
            assertThat(state.message()).contains("/var/log/nginx/error.log", "it does not exist");
        });
        errors.readable("/var/log/nginx/error.log", null);
        assertThat(errors.states()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(ErrorLogCause.class)
    void everyCauseHasARemedyOnBothSides(ErrorLogCause cause) {
        List<Remedy> remedies = GatewayErrorsRemedies.of(cause);

        assertThat(remedies).extracting(Remedy::where).containsExactly("nginx", "service");
        assertThat(remedies.get(0).change()).as("what can be pasted").endsWith(";");
    }

    private static ErrorLogLine line(String message, String uri) {
        return Objects.requireNonNull(ErrorLogLine.of("2026/11/22 09:10:11 [error] 12#12: *7 " + message
                + ", client: 10.1.2.3, server: a, request: \"GET " + uri
                + " HTTP/1.1\", upstream: \"http://127.0.0.1:8080" + uri + "\", host: \"h\""));
    }
}
