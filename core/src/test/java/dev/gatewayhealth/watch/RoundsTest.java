package dev.gatewayhealth.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.contract.GatewayContract;
import dev.gatewayhealth.contract.Overrides;
import dev.gatewayhealth.drain.Drain;
import dev.gatewayhealth.exchange.Exchange;
import dev.gatewayhealth.exchange.Exchanges;
import dev.gatewayhealth.exchange.ManualTicker;
import dev.gatewayhealth.exchange.PlainRequest;
import dev.gatewayhealth.finding.FindingLog;
import dev.gatewayhealth.report.Pollers;
import dev.gatewayhealth.report.Report;
import dev.gatewayhealth.report.Status;
import dev.gatewayhealth.resource.RequestThreads;
import dev.gatewayhealth.resource.ThreadPoolGauge;
import dev.gatewayhealth.settings.Settings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RoundsTest {

    private final ManualTicker ticker = new ManualTicker();
    private final Exchanges exchanges = new Exchanges(ticker);
    private final Rounds rounds = rounds();

    @Test
    void anExchangeIsCountedInTheReportOfTheNextRound() {
        look();
        look();
        Exchange exchange = begin();
        look();
        assertThat(told().inFlight()).isOne();
        assertThat(told().started()).isOne();

        exchange.end(exchange.generation());
        look();

        assertThat(told().inFlight()).isZero();
        assertThat(told().answered()).isOne();
    }

    @Test
    void whileNothingHappensAReportIsMadeOnceASecond() {
        look();
        Report first = rounds.answers().report();
        for (int i = 0; i < 9; i++) {
            look();
            assertThat(rounds.answers().report()).isSameAs(first);
        }

        look();

        assertThat(rounds.answers().report()).isNotSameAs(first);
    }

    @Test
    void itIsIdleOnlyWhileNothingIsInFlightAndAllHasBeenTold() {
        look();
        look();
        assertThat(rounds.idle()).isTrue();

        Exchange exchange = begin();
        look();
        assertThat(rounds.idle()).as("one began").isFalse();
        look();
        assertThat(rounds.idle()).as("one runs").isFalse();
        exchange.end(exchange.generation());
        look();
        assertThat(rounds.idle()).as("one has ended").isFalse();
        look();

        assertThat(rounds.idle()).isTrue();
    }

    @Test
    void whatARoundFindsInAResourceIsToldInThatRound() {
        AtomicInteger busy = new AtomicInteger(1);
        rounds.watch(new RequestThreads(new Pool(busy)));
        for (int i = 0; i < 12; i++) {
            look();
        }
        assertThat(rounds.answers().report().status()).isEqualTo(Status.UP);

        busy.set(10);
        for (int i = 0; i < 8; i++) {
            look();
        }

        assertThat(rounds.answers().report().status()).as("0.8 s later").isEqualTo(Status.WARN);
    }

    private void look() {
        rounds.look(ticker.nanos());
        ticker.advance(Duration.ofMillis(100));
    }

    private Report.Exchanges told() {
        return rounds.answers().report().exchanges();
    }

    private Exchange begin() {

        Exchange exchange = exchanges.begin(ticker.nanos(), PlainRequest.VIEW, PlainRequest.get("/"), null);
        assertThat(exchange).isNotNull();
        return exchange;
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
        Settings settings = Settings.defaults();
        return new Rounds(sources, new FindingLog(problem -> {}), settings, ticker, InstantSource.system());
    }

    private record Pool(AtomicInteger threads) implements ThreadPoolGauge {

        @Override
        public String connector() {
            return "connector :8080";
        }

        @Override
        public String setting() {
            return "maxThreads";
        }

        @Override
        public int busy() {
            return threads.get();
        }

        @Override
        public int max() {
            return 10;
        }

        @Override
        public int queued() {
            return 0;
        }

        @Override
        public @Nullable Object oldestQueued() {
            return null;
        }
    }
}
