package dev.gatewayhealth.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.audit.KeepAliveWatch;
import dev.gatewayhealth.contract.GatewayContract;
import dev.gatewayhealth.contract.Overrides;
import dev.gatewayhealth.drain.Drain;
import dev.gatewayhealth.exchange.Exchange;
import dev.gatewayhealth.exchange.Exchanges;
import dev.gatewayhealth.exchange.ManualTicker;
import dev.gatewayhealth.exchange.PlainRequest;
import dev.gatewayhealth.finding.Code;
import dev.gatewayhealth.finding.Finding;
import dev.gatewayhealth.finding.FindingLog;
import dev.gatewayhealth.finding.Noticed;
import dev.gatewayhealth.finding.Severity;
import dev.gatewayhealth.report.Pollers;
import dev.gatewayhealth.report.Report;
import dev.gatewayhealth.report.Status;
import dev.gatewayhealth.resource.FileDescriptors;
import dev.gatewayhealth.resource.RequestThreads;
import dev.gatewayhealth.resource.ThreadPoolGauge;
import dev.gatewayhealth.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whatever of ours fails, the rest goes on, and the report says what it was. */
class OwnFailuresTest {

    private final ManualTicker ticker = new ManualTicker();
    private final Exchanges exchanges = new Exchanges(ticker);
    private final FindingLog log = new FindingLog(problem -> {});
    private Instant wall = Instant.parse("2026-11-22T12:00:00Z");
    private @Nullable Error broken;
    private final Rounds rounds = rounds();

    @Test
    void aPartThatFailsIsNamedAndTheOthersGoOnUntilItDoesAgain() {
        look(20);
        broken = new OutOfMemoryError("Java heap space");
        Exchange exchange = begin("/");
        look(20);

        Report report = rounds.answers().report();
        assertThat(report.exchanges().inFlight()).isOne();
        assertThat(report.hooks())
                .contains(new Report.Hook(
                        "Gateway Health", "findings", "failing: java.lang.OutOfMemoryError: Java heap space"));

        broken = null;
        exchange.end(exchange.generation());
        look(20);

        report = rounds.answers().report();
        assertThat(report.hooks()).isEmpty();
        assertThat(report.exchanges().answered()).isOne();
        assertThat(report.status()).isEqualTo(Status.UP);
    }

    @Test
    void aContainerWhoseObjectsCannotBeReadIsSaidInTheFindings() {
        rounds.watch(new RequestThreads(new Broken(new StackOverflowError())));
        look(30);

        Report report = rounds.answers().report();
        assertThat(resource(report, RequestThreads.NAME).absent()).contains("StackOverflowError");
        assertThat(resource(report, FileDescriptors.NAME).used()).isPositive();
        assertThat(report.status()).isEqualTo(Status.UP);
    }

    @Test
    void aClockThatJumpsAlarmsNobody() {
        look(20);
        for (Duration jump : List.of(Duration.ofDays(1), Duration.ofDays(-2), Duration.ofHours(3))) {
            wall = wall.plus(jump);
            Exchange exchange = begin("/");
            look(5);
            exchange.end(exchange.generation());
            look(5);
        }
        assertThat(alarms()).isEmpty();

        ticker.advance(Duration.ofHours(8));
        look(30);
        assertThat(alarms())
                .extracting(Finding::code)
                .as("it was stopped, and nothing else")
                .containsExactly(Code.PAUSES);
        assertThat(alarms().get(0).evidence()).containsEntry("share", 1.0);
        look(700);
        assertThat(rounds.answers().report().status()).isEqualTo(Status.UP);
        assertThat(rounds.answers().report().exchanges().answered()).isEqualTo(3);
    }

    @Test
    void aMillionPathsAndTheirFindingsTakeNoRoom() {
        long before = used();
        for (int i = 0; i < 1_000_000; i++) {
            Exchange exchange = begin("/orders/" + i);
            if (i % 10_000 == 0) {
                ticker.advance(Duration.ofSeconds(55));
                look(2);
            }
            exchange.end(exchange.generation());
        }
        look(20);

        assertThat(rounds.answers().report().exchanges().answered()).isEqualTo(1_000_000);
        assertThat(log.findings()).extracting(Finding::code).contains(Code.READ_TIMEOUT_NEAR);
        assertThat(log.findings()).hasSizeLessThan(20);
        assertThat(used() - before).as("bytes").isLessThan(4 << 20);
    }

    private List<Finding> alarms() {
        List<Finding> alarms = new ArrayList<>(log.findings());
        alarms.removeIf(each -> each.severity() == Severity.NOTICE);
        return alarms;
    }

    private static Report.ResourceState resource(Report report, String name) {
        return report.resources().stream()
                .filter(each -> each.name().equals(name))
                .findAny()
                .orElseThrow();
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private void look(int times) {
        for (int i = 0; i < times; i++) {
            rounds.look(ticker.nanos());
            ticker.advance(Duration.ofMillis(100));
            wall = wall.plusMillis(100);
        }
    }

    private Exchange begin(String path) {
        Exchange exchange = exchanges.begin(ticker.nanos(), PlainRequest.VIEW, PlainRequest.get(path), null);
        assertThat(exchange).isNotNull();
        return exchange;
    }

    private List<Noticed> audit() {
        if (broken != null) {
            throw broken;
        }
        return List.of();
    }

    private Rounds rounds() {
        GatewayContract contract = GatewayContract.assumed(Overrides.none(), null);
        Rounds.Sources sources = new Rounds.Sources(
                exchanges,
                () -> contract,
                null,
                List.of(),
                List::of,
                new Pollers(ticker),
                new Drain(new Pollers(ticker), Duration.ZERO, Duration.ZERO, ticker, line -> {}),
                new GatewayErrors(),
                "test");
        InstantSource clock = () -> wall;
        Rounds its = new Rounds(sources, log, Settings.defaults(), ticker, clock);
        its.judging(this::audit, new KeepAliveWatch());
        return its;
    }

    private record Broken(Error error) implements ThreadPoolGauge {

        @Override
        public String connector() {
            throw error;
        }

        @Override
        public String setting() {
            throw error;
        }

        @Override
        public int busy() {
            throw error;
        }

        @Override
        public int max() {
            throw error;
        }

        @Override
        public int queued() {
            throw error;
        }

        @Override
        public @Nullable Object oldestQueued() {
            throw error;
        }
    }
}
