package dev.gatewayhealth.finding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.report.Json;
import dev.gatewayhealth.report.JsonReport;
import dev.gatewayhealth.report.Reports;
import dev.gatewayhealth.report.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The page that leads from a 502 to its cause; what its commands print is tested end to end. */
class TenStepsPageTest {

    private static final Pattern LINKED_CODE = Pattern.compile("\\[`([a-z0-9-]+)`]\\(findings\\.md#([a-z0-9-]+)\\)");
    private static final Pattern WORD = Pattern.compile("`([^`]+)`");

    private static String page;

    @BeforeAll
    static void read() throws IOException {
        page = Files.readString(Path.of("..", "docs", "ten-steps.md"));
    }

    @Test
    void hasTenSteps() {
        assertThat(page.lines().filter(line -> line.startsWith("## ")))
                .hasSize(10)
                .allMatch(line -> line.matches("## \\d+\\. .*"));
    }

    @Test
    void namesEveryFindingOnceAndLinksToItsSection() {
        assertThat(LINKED_CODE.matcher(page).results().map(match -> match.group(1)))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(Code.values()).map(Code::word).toList());
        assertThat(LINKED_CODE.matcher(page).results())
                .allMatch(match -> match.group(1).equals(match.group(2)));
    }

    @Test
    void namesOnlyFieldsThatTheReportHas() {
        Map<String, Object> report = Json.object(JsonReport.of(Reports.of(
                Status.WARN,
                true,
                List.of(Reports.used("request-threads", 190, 200, 8.3), Reports.absent("memory", "no cgroup limit")),
                Reports.finding(Code.READ_TIMEOUT_NEAR, Severity.WARNING, null))));

        List<String> fields = page.lines()
                .filter(line -> line.startsWith("- **Report:**"))
                .flatMap(line -> WORD.matcher(line).results().map(match -> match.group(1)))
                .toList();

        assertThat(fields).hasSizeGreaterThan(40).allMatch(field -> has(report, field));
    }

    /** Whether there is a value at that path; {@code []} stands for any element of a list. */
    private static boolean has(Object value, String path) {
        int dot = path.indexOf('.');
        String name = dot < 0 ? path : path.substring(0, dot);
        String plain = name.replace("[]", "");
        if (!(value instanceof Map<?, ?> members) || !members.containsKey(plain)) {
            return false;
        }
        Object member = members.get(plain);
        if (dot < 0) {
            return true;
        }
        String rest = path.substring(dot + 1);
        return name.endsWith("[]")
                ? member instanceof List<?> elements && elements.stream().anyMatch(each -> has(each, rest))
                : has(member, rest);
    }
}
