package dev.gatewayhealth.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.exchange.ManualTicker;
import dev.gatewayhealth.report.Report;
import dev.gatewayhealth.report.Reports;
import dev.gatewayhealth.report.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceTest {

    private final ManualTicker ticker = new ManualTicker();
    private final List<String> lines = new ArrayList<>();
    private final Report down = Reports.of(Status.DOWN, true);

    @TempDir
    private Path directory;

    @Test
    void aBundleHasTheReportTheStacksAndTheSocketsAndIsNobodyElses() throws IOException {
        try (Evidence evidence = evidence()) {
            assertThat(evidence.write(down, List.of("GET /slow"))).isTrue();
        }

        Path bundle = bundles().get(0);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(bundle)))
                .isEqualTo("rw-------");
        assertThat(bundle)
                .content()
                .contains("DOWN", "\"id\":4711", "GET /slow", "EvidenceTest.aBundleHasTheReport", "local_address");
        assertThat(lines).singleElement().asString().contains(bundle.toString());
    }

    @Test
    void thereIsOneInTenMinutesAtMost() throws IOException {
        try (Evidence evidence = evidence()) {
            evidence.write(down, List.of("GET /slow"));
            ticker.advance(Duration.ofMinutes(9));
            assertThat(evidence.write(down, List.of("GET /slow"))).isFalse();
            ticker.advance(Duration.ofMinutes(1));
            assertThat(evidence.write(later(1), List.of("GET /slow"))).isTrue();
        }

        assertThat(bundles()).hasSize(2);
    }

    @Test
    void theOldestGoWhenThereAreTooMany() throws IOException {
        Files.createFile(directory.resolve("gateway-health-20200101T000000Z-1.txt"));
        try (Evidence evidence = evidence()) {
            for (int i = 0; i < Evidence.KEPT; i++) {
                evidence.write(later(i), List.of("GET /slow"));
                ticker.advance(Duration.ofMinutes(Evidence.EVERY));
            }
        }

        assertThat(bundles())
                .hasSize(Evidence.KEPT)
                .noneMatch(path -> path.toString().contains("2020"));
    }

    @Test
    void nothingOfItStaysBehindThatIsNoBundle() throws IOException {
        try (Evidence evidence = evidence()) {
            evidence.write(down, List.of("GET /slow"));
        }

        try (Stream<Path> all = Files.list(directory)) {
            assertThat(all.toList()).isEqualTo(bundles());
        }
    }

    @Test
    void aDirectoryThatCannotBeWrittenToIsSaidAndHarmsNobody() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));

        assertThat(Evidence.in(file.resolve("below"), ticker, lines::add)).isNull();
        assertThat(lines).singleElement().asString().contains("evidence.dir", file.toString());
    }

    private Evidence evidence() {
        Evidence evidence = Evidence.in(directory, ticker, lines::add);
        assertThat(evidence).isNotNull();
        return evidence;
    }

    private Report later(int seconds) {
        return new Report(
                down.status(),
                down.live(),
                down.at().plusSeconds(seconds),
                down.since(),
                down.version(),
                down.hooks(),
                down.contract(),
                down.exchanges(),
                down.resources(),
                down.pollers(),
                down.findings(),
                down.measured());
    }

    private List<Path> bundles() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".txt"))
                    .sorted()
                    .toList();
        }
    }
}
