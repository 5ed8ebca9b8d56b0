package dev.gatewayhealth.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.Monitor;
import dev.gatewayhealth.exchange.Exchanges;
import dev.gatewayhealth.exchange.Ticker;
import dev.gatewayhealth.finding.FindingLines;
import dev.gatewayhealth.report.HealthResponse;
import dev.gatewayhealth.settings.Settings;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProbeIsNoPollTest {

    private final Monitor monitor = Monitor.start(new Monitor.Parts(
            Settings.of(Map.of(), "test"),
            new Exchanges(Ticker.system()),
            null,
            List::of,
            null,
            "test",
            line -> {},
            new FindingLines(line -> {}, Ticker.system()),
            Ticker.system(),
            InstantSource.system()));

    @AfterEach
    void close() {
        monitor.close();
    }

    @Test
    void ourOwnProbeIsAnsweredAndNotListed() {
        HealthResponse answer = poll(ProbeToken.userAgent());

        assertThat(answer).isNotNull();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(monitor.pollers().report(Instant.now())).isEmpty();
    }

    @Test
    void whoeverPretendsToBeOneIsListed() {
        poll("gateway-health-probe/0123456789abcdef0123456789abcdef");

        assertThat(monitor.pollers().report(Instant.now())).hasSize(1);
    }

    private @Nullable HealthResponse poll(String userAgent) {
        return monitor.poll("GET", "/gateway-health", null, null, userAgent, "127.0.0.1");
    }
}
