package dev.gatewayhealth.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FindingLinesTest {

    private static final Instant SINCE = Instant.parse("2026-11-22T05:00:00Z");

    private final List<String> written = new ArrayList<>();
    private long nanos = -5;
    private final FindingLines lines = new FindingLines(written::add, () -> nanos);

    @Test
    void aFindingHasALineWhenItBeginsChangesAndEnds() {
        lines.began(finding(Severity.WARNING, "4.1 s of 5 s", null, 1));
        lines.changed(finding(Severity.CRITICAL, "4.9 s of 5 s", null, 2));
        lines.ended(finding(Severity.CRITICAL, "4.9 s of 5 s", SINCE.plusMillis(4_200), 3));
        lines.began(finding(Severity.NOTICE, "odd", null, 1));
        lines.ended(finding(Severity.NOTICE, "odd", SINCE.plusMillis(900), 1));

        assertThat(written)
                .containsExactly(
                        "[gateway-health] WARN read-timeout-near: 4.1 s of 5 s",
                        "[gateway-health] CRITICAL read-timeout-near: 4.9 s of 5 s",
                        "[gateway-health] OK read-timeout-near: ended after 4.2 s (3 times): /api/",
                        "[gateway-health] NOTICE read-timeout-near: odd",
                        "[gateway-health] OK read-timeout-near: ended after 0.9 s (once): /api/");
    }

    @Test
    void theLineOfABeginningNamesTheRemedies() {
        lines.began(new Finding(
                Code.READ_TIMEOUT_NEAR,
                "",
                Severity.WARNING,
                SINCE,
                null,
                1,
                "4.1 s of 5 s",
                null,
                Map.of(),
                List.of(Remedy.nginx("proxy_read_timeout 10s;"), Remedy.service("answer sooner"))));

        assertThat(written)
                .containsExactly("[gateway-health] WARN read-timeout-near: 4.1 s of 5 s"
                        + " | nginx: proxy_read_timeout 10s; | service: answer sooner");
    }

    @Test
    void theRequestIsNamedAsNginxsLogNamesIt() {
        lines.began(new Finding(
                Code.GATEWAY_GAVE_UP,
                "",
                Severity.WARNING,
                SINCE,
                null,
                1,
                "gave up",
                null,
                Map.of("requestId", "4f2a"),
                List.of(Remedy.service("answer sooner"))));

        assertThat(written)
                .containsExactly(
                        "[gateway-health] WARN gateway-gave-up: gave up | request: 4f2a | service: answer sooner");
    }

    @Test
    void aMessageCannotForgeALine() {
        lines.began(finding(
                Severity.WARNING,
                "path /a\r\n[gateway-health] OK all is well\u001b[31m\u0085\u2028\u202egnihtyna\tend",
                null,
                1));

        assertThat(written)
                .containsExactly("[gateway-health] WARN read-timeout-near: path /a\\r\\n[gateway-health] OK all is well"
                        + "\\u001b[31m\\u0085\\u2028\\u202egnihtyna\\tend");
    }

    @Test
    void aLineHasAnEnd() {
        lines.began(finding(Severity.WARNING, "\u0001".repeat(1_000_000), null, 1));

        assertThat(written.get(0)).hasSizeLessThan(PlainText.LONGEST + 100).endsWith("\\u0001…");
    }

    @Test
    void aCodeThatComesAndGoesIsCutShortAndTheNextLineSaysSo() {
        for (int i = 0; i < 100; i++) {
            lines.began(finding(Severity.WARNING, "near", null, 1));
        }
        assertThat(written).hasSize(LineBudget.AT_ONCE);

        nanos += LineBudget.NANOS_PER_LINE - 1;
        lines.began(finding(Severity.WARNING, "near", null, 1));
        assertThat(written).hasSize(LineBudget.AT_ONCE);
        nanos += 1;
        lines.ended(finding(Severity.WARNING, "near", SINCE, 1));

        assertThat(written)
                .hasSize(LineBudget.AT_ONCE + 1)
                .last()
                .asString()
                .startsWith("[gateway-health] OK ")
                .endsWith(" (95 earlier lines of this code left out)");
        lines.began(finding(Severity.WARNING, "near", null, 1));
        assertThat(written).hasSize(LineBudget.AT_ONCE + 1);
    }

    @Test
    void aQuietHourSavesNoMoreLinesThanAQuietMinute() {
        lines.began(finding(Severity.WARNING, "near", null, 1));
        nanos += Duration.ofHours(1).toNanos();
        written.clear();

        for (int i = 0; i < 100; i++) {
            lines.began(finding(Severity.WARNING, "near", null, 1));
        }

        assertThat(written).hasSize(LineBudget.AT_ONCE);
    }

    @Test
    void oneCodeDoesNotUseUpTheLinesOfAnother() {
        for (int i = 0; i < 100; i++) {
            lines.began(finding(Severity.WARNING, "near", null, 1));
        }
        written.clear();

        lines.began(new Finding(
                Code.FILE_DESCRIPTORS,
                "process",
                Severity.CRITICAL,
                SINCE,
                null,
                1,
                "none left",
                null,
                Map.of(),
                List.of()));

        assertThat(written).containsExactly("[gateway-health] CRITICAL file-descriptors: none left");
    }

    private static Finding finding(Severity severity, String message, @Nullable Instant until, long count) {
        return new Finding(
                Code.READ_TIMEOUT_NEAR, "/api/", severity, SINCE, until, count, message, null, Map.of(), List.of());
    }
}
