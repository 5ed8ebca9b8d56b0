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
import dev.gatewayhealth.settings.Settings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
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
                new Drain(new Pollers(ticker), Duration.ZERO, Duration.ZERO, ticker),
                new GatewayErrors(),
                "test");
        Settings settings = Settings.defaults();
        return new Rounds(sources, new FindingLog(problem -> {}), settings, ticker, InstantSource.system());
    }
}
