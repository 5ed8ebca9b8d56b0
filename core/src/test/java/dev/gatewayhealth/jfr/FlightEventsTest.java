package dev.gatewayhealth.jfr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.finding.Code;
import dev.gatewayhealth.finding.Finding;
import dev.gatewayhealth.finding.Severity;
import dev.gatewayhealth.report.Reports;
import dev.gatewayhealth.report.Status;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlightEventsTest {

    private final FlightEvents events = new FlightEvents();

    @TempDir
    private Path directory;

    @Test
    void aRecordingHasWhatWasFoundUnderOurCategory() throws IOException {
        List<RecordedEvent> recorded = recorded(() -> {
            events.began(finding(
                    Code.READ_TIMEOUT_NEAR,
                    Map.of("silenceMs", 4210L, "limitMs", 5000L, "phase", "before-header", "requestId", "q1")));
            events.began(finding(Code.GATEWAY_GAVE_UP, Map.of("silenceMs", 5000L, "limitMs", 5000L)));
            events.began(
                    finding(Code.FILE_DESCRIPTORS, Map.of("used", 900.0, "limit", 1000.0, "exhaustedInSeconds", 12.5)));
            events.ended(finding(Code.QUEUE_WAIT, Map.of()));
            events.turned(Status.UP, Reports.of(Status.DOWN, true));
        });

        assertThat(recorded)
                .extracting(event -> event.getEventType().getName())
                .containsExactly(
                        "dev.gatewayhealth.RequestNear",
                        "dev.gatewayhealth.GaveUp",
                        "dev.gatewayhealth.ResourceForecast",
                        "dev.gatewayhealth.Finding",
                        "dev.gatewayhealth.StateChange");
        assertThat(recorded)
                .allSatisfy(event ->
                        assertThat(event.getEventType().getCategoryNames()).containsExactly("Gateway Health"));
        assertThat(recorded.get(0).getDuration("silence")).isEqualTo(Duration.ofMillis(4210));
        assertThat(recorded.get(0).getString("requestId")).isEqualTo("q1");
        assertThat(recorded.get(2).getString("code")).isEqualTo("file-descriptors");
        assertThat(recorded.get(2).getDouble("exhaustedInSeconds")).isEqualTo(12.5);
        assertThat(recorded.get(3).getString("turn")).isEqualTo("ended");
        assertThat(recorded.get(4).getString("to")).isEqualTo("DOWN");
    }

    private List<RecordedEvent> recorded(Runnable happenings) throws IOException {
        Path file = directory.resolve("recording.jfr");
        try (Recording recording = new Recording()) {
            recording.start();
            happenings.run();
            recording.stop();
            recording.dump(file);
        }
        return RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().startsWith("dev.gatewayhealth."))
                .toList();
    }

    private static Finding finding(Code code, Map<String, Object> evidence) {
        return new Finding(
                code, "/api/", Severity.WARNING, Instant.EPOCH, null, 1, "a message", null, evidence, List.of());
    }
}
