package dev.gatewayhealth.agent.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.exchange.Ticker;
import dev.gatewayhealth.report.Pollers;
import dev.gatewayhealth.report.Report;
import dev.gatewayhealth.report.Status;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgentCheckTest {

    private long nanos;
    private Report report = report(Status.UP, 1.0);
    private final Pollers pollers = new Pollers(() -> nanos);
    private final AgentCheck check = new AgentCheck(() -> report, pollers, () -> nanos);

    @ParameterizedTest
    @CsvSource({"1.0, 100", "0.92, 100", "0.75, 75", "0.5, 50", "0.2, 20", "0.0, 1"})
    void theWeightIsTheHeadroomWhereThereIsNotPlenty(double headroom, int percent) {
        report = report(Status.WARN, headroom);

        assertThat(check.line("10.0.0.1")).isEqualTo("up " + percent + "% ready\n");
    }

    @Test
    void aBurstDoesNotThrowItAbout() {
        assertThat(line()).isEqualTo("up 100%");
        report = report(Status.WARN, 0.0);
        nanos += TimeUnit.SECONDS.toNanos(1);
        assertThat(line()).isEqualTo("up 72%");
        nanos += TimeUnit.SECONDS.toNanos(10);
        assertThat(line()).isEqualTo("up 3%");
    }

    @Test
    void whoHasAskedForAWhileIsNoLongerToldReady() {
        assertThat(check.line("10.0.0.1")).endsWith(" ready\n");
        nanos += TimeUnit.SECONDS.toNanos(9);
        assertThat(check.line("10.0.0.1")).endsWith(" ready\n");
        nanos += TimeUnit.SECONDS.toNanos(2);
        assertThat(check.line("10.0.0.1")).isEqualTo("up 100%\n");
        assertThat(check.line("10.0.0.2")).as("somebody else").endsWith(" ready\n");
    }

    @Test
    void whoLeavesDrainsAndWhoIsDownIsDown() {
        report = report(Status.DRAINING, 1.0);
        assertThat(check.line("10.0.0.1")).isEqualTo("drain\n");
        report = report(Status.DOWN, 1.0);
        assertThat(check.line("10.0.0.1")).isEqualTo("down\n");
    }

    @Test
    void whoAsksIsAPollerAndAwareAtOnce() {
        check.line("10.0.0.1");
        nanos += TimeUnit.SECONDS.toNanos(1);
        check.line("10.0.0.1");
        assertThat(pollers.someoneUnaware()).isTrue();
        report = report(Status.DRAINING, 1.0);
        check.line("10.0.0.1");

        assertThat(pollers.someoneUnaware()).isFalse();
        assertThat(pollers.report(Instant.EPOCH).get(0).agent()).isEqualTo("HAProxy agent-check");
    }

    @Test
    void whoConnectsGetsALineWhateverHeSends() throws IOException {
        try (AgentCheckListener listener = new AgentCheckListener(() -> report, pollers, line -> {}, Ticker.system())) {
            listener.start("127.0.0.1", 0);
            for (String sent : List.of("", "something that was configured as agent-send\n")) {
                try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), listener.port())) {
                    socket.getOutputStream().write(sent.getBytes(StandardCharsets.US_ASCII));
                    String line = new String(socket.getInputStream().readNBytes(9), StandardCharsets.US_ASCII);
                    assertThat(line).isEqualTo("up 100% r");
                }
            }
        }
    }

    private String line() {
        return check.line("10.0.0.1").replace(" ready", "").strip();
    }

    private static Report report(Status status, double headroom) {
        Report empty = SomeReport.of(status);
        return new Report(
                status,
                true,
                empty.at(),
                empty.since(),
                empty.version(),
                empty.hooks(),
                empty.contract(),
                empty.exchanges(),
                List.of(
                        resource("request-threads", headroom),
                        resource("heap", 0.1),
                        new Report.ResourceState("disk", null, null, null, null, null, null, null, "unknown")),
                List.of(),
                List.of(),
                Report.Measured.NOTHING);
    }

    private static Report.ResourceState resource(String name, double headroom) {
        return new Report.ResourceState(name, 1.0, 1.0, "", headroom, null, null, null, null);
    }
}
