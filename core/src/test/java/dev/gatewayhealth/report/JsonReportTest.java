package dev.gatewayhealth.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.finding.Code;
import dev.gatewayhealth.finding.Finding;
import dev.gatewayhealth.finding.Severity;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonReportTest {

    @Test
    void writesWhatTheDesignShows() {
        Report report = Reports.of(
                Status.WARN,
                true,
                List.of(Reports.used("request-threads", 190, 200, 8.3), Reports.absent("memory", "no cgroup limit")),
                Reports.finding(Code.READ_TIMEOUT_NEAR, Severity.WARNING, null),
                Reports.finding(Code.QUEUE_WAIT, Severity.CRITICAL, Reports.AT));

        String expected = """
                {"status":"WARN","at":"2026-11-22T05:23:00.123Z","since":"2026-11-22T05:00:00.000Z","version":"0.1.0",
                "hooks":[{"server":"Tomcat/11.0.27","point":"CoyoteAdapter.service","state":"live"}],
                "contract":{"source":"/etc/nginx/nginx.conf","assumed":["keepalive_timeout"],"locations":[
                {"match":"/api/","server":"example.com","at":"nginx.conf:28","limits":{
                "proxy_read_timeout":{"ms":5000,"source":"nginx.conf:31"},
                "proxy_buffer_size":{"bytes":4096,"source":"nginx default"},
                "proxy_buffering":{"value":"off","source":"nginx.conf:32"},
                "keepalive_timeout":{"unknown":"no upstream block"}}}]},
                "exchanges":{"inFlight":12,"started":90210,"answered":90178,"failed":3,"gaveUp":5,"abandoned":12,
                "overflowed":0,"longestSilenceMs":4210,
                "near":[{"id":4711,"requestId":"req-1","method":"GET","path":"/api/report","location":"/api/",
                "phase":"before-header","state":"near","async":false,"silenceMs":4210,"limitMs":5000,
                "limitSource":"nginx.conf:31","ambiguous":false,"queuedMs":12,"thread":"http-nio-8080-exec-3",
                "stack":["a.B.c(B.java:1)","d.E.f(E.java:2)"]},
                {"id":4712,"phase":"streaming","state":"gave-up","async":true,"silenceMs":1,"limitMs":2,
                "limitSource":"default","ambiguous":true,"stack":[]}]},
                "resources":[{"name":"request-threads","used":190,"limit":200,"source":"connector :8080","headroom":0.05,
                "perSecond":1.2,"exhaustedInSeconds":8.3,"confidence":0.9},
                {"name":"memory","absent":"no cgroup limit"}],
                "pollers":[{"from":"127.0.0.1","agent":"HAProxy","everySeconds":2,"lastSeen":"2026-11-22T05:23:00.123Z","sawDown":0},
                {"from":"::1","agent":"curl","lastSeen":"2026-11-22T05:23:00.123Z","sawDown":1}],
                "findings":[{"code":"read-timeout-near","severity":"warning","since":"2026-11-22T05:00:00.000Z",
                "until":null,"count":3,"message":"4210 ms of 5000 ms",
                "gateway":{"status":504,"errorLog":"upstream timed out"},"evidence":{"silenceMs":4210},
                "remedy":[{"where":"nginx","change":"proxy_read_timeout 30s;"},{"where":"service","change":"answer sooner"}]},
                {"code":"queue-wait","severity":"critical","since":"2026-11-22T05:00:00.000Z",
                "until":"2026-11-22T05:23:00.123Z","count":3,"message":"4210 ms of 5000 ms",
                "gateway":{"status":504,"errorLog":"upstream timed out"},"evidence":{"silenceMs":4210},
                "remedy":[{"where":"nginx","change":"proxy_read_timeout 30s;"},{"where":"service","change":"answer sooner"}]}]}
                """.replace("\n", "");
        byte[] json = JsonReport.of(report);

        assertThat(new String(json, StandardCharsets.UTF_8)).isEqualTo(expected);
        assertThat(Json.object(json))
                .containsOnlyKeys(
                        "status",
                        "at",
                        "since",
                        "version",
                        "hooks",
                        "contract",
                        "exchanges",
                        "resources",
                        "pollers",
                        "findings");
    }

    @Test
    void anyTextSurvivesTheWay() {
        StringBuilder text = new StringBuilder("\"quoted\\\" \uD83D\uDE00 \u2028 é 漢 ");
        for (char c = 0; c < 0x100; c++) {
            text.append(c);
        }

        assertThat(message(text.toString())).isEqualTo(text.toString());
    }

    @Test
    void halfASurrogatePairBecomesTheReplacementCharacter() {
        assertThat(message("a\uD83Db")).isEqualTo("a\uFFFDb");
        assertThat(message("a\uDE00\uD83D")).isEqualTo("a\uFFFD\uFFFD");
        assertThat(message("\uD83D\uD83D\uDE00")).isEqualTo("\uFFFD\uD83D\uDE00");
    }

    @Test
    void aLongTextIsCutBetweenCharacters() {
        String smileys = "\uD83D\uDE00".repeat(5000);

        String cut = message("x" + smileys);

        assertThat(cut).hasSizeLessThan(2010).endsWith("\uD83D\uDE00...").doesNotContain("\uFFFD");
    }

    @Test
    void evidenceOfAnyShapeIsJson() {
        Map<String, Object> evidence = new LinkedHashMap<>();
        evidence.put("whole", 3_000_000_000L);
        evidence.put("share", 1.0 / 3);
        evidence.put("big", 1e30);
        evidence.put("small", 1.5e-20);
        evidence.put("negative", -2.5f);
        evidence.put("infinite", Double.POSITIVE_INFINITY);
        evidence.put("yes", true);
        evidence.put("nothing", null);
        evidence.put("at", Reports.AT);
        evidence.put("list", Arrays.asList("a", 1, null, Map.of("b", 2)));
        evidence.put("char", 'c');

        assertThat(evidence(evidence))
                .containsEntry("whole", 3_000_000_000L)
                .containsEntry("share", 0.333333)
                .containsEntry("big", 1e30)
                .containsEntry("small", 1.5e-20)
                .containsEntry("negative", -2.5)
                .containsEntry("infinite", null)
                .containsEntry("yes", true)
                .containsEntry("nothing", null)
                .containsEntry("at", "2026-11-22T05:23:00.123Z")
                .containsEntry("list", Arrays.asList("a", 1L, null, Map.of("b", 2L)))
                .containsEntry("char", "c");
    }

    @Test
    void evidenceThatContainsItselfEnds() {
        List<Object> list = new ArrayList<>();
        list.add(Map.of("again", list));

        assertThat(evidence(Map.of("endless", list)).toString()).contains("again=[...]");
    }

    @Test
    void anEndlessReportIsCutAtAnElementAndSaysSo() {
        Finding[] many = Collections.nCopies(20_000, Reports.finding(Code.REQUEST_THREADS, Severity.WARNING, null))
                .toArray(Finding[]::new);

        byte[] json = JsonReport.of(Reports.of(Status.WARN, true, many));

        assertThat(json).hasSizeBetween(1 << 20, (1 << 20) + 10_000);
        assertThat(Json.object(json)).containsEntry("truncated", true);
    }

    @Test
    void aResourceWithoutEndSaysNothingAboutIt() {
        Report report = Reports.of(Status.UP, true, List.of(Reports.used("heap", 1, 2, Double.POSITIVE_INFINITY)));

        assertThat(new String(JsonReport.of(report), StandardCharsets.UTF_8)).doesNotContain("exhaustedInSeconds");
    }

    private static String message(String text) {
        Finding finding = new Finding(
                Code.QUEUE_WAIT, "x", Severity.NOTICE, Reports.SINCE, null, 1, text, null, Map.of(), List.of());
        return (String) finding(finding).get("message");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> evidence(Map<String, Object> evidence) {
        Finding finding = new Finding(
                Code.QUEUE_WAIT, "x", Severity.NOTICE, Reports.SINCE, null, 1, "m", null, evidence, List.of());
        return (Map<String, Object>) finding(finding).get("evidence");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> finding(Finding finding) {
        Map<String, Object> report = Json.object(JsonReport.of(Reports.of(Status.UP, true, finding)));
        return ((List<Map<String, Object>>) report.get("findings")).get(0);
    }
}
