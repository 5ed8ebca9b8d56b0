package dev.gatewayhealth.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.exchange.Exchanges.Counts;
import dev.gatewayhealth.exchange.Exchanges.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExchangesTest {

    private final ManualTicker ticker = new ManualTicker();
    private final Exchanges exchanges = new Exchanges(ticker, 4, 16);

    @Test
    void anExchangeIsInFlightUntilItEnds() {
        Exchange exchange = begin();

        assertThat(counts()).isEqualTo(new Counts(1, 1, 0, 0, 0, 0));
        exchange.end(exchange.generation());
        assertThat(counts()).isEqualTo(new Counts(0, 1, 0, 0, 0, 0));
        assertThat(counts().answered()).isEqualTo(1);
    }

    @Test
    void theTableGrowsWithWhatIsInFlightAndKeepsEveryExchange() {
        List<Exchange> begun = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            begun.add(begin());
        }

        assertThat(begun).doesNotContainNull().doesNotHaveDuplicates();
        assertThat(counts().inFlight()).isEqualTo(16);
    }

    @Test
    void oneTooManyIsCountedAndNotFollowed() {
        for (int i = 0; i < 16; i++) {
            begin();
        }

        assertThat(begin()).isNull();
        assertThat(counts()).isEqualTo(new Counts(16, 16, 0, 0, 0, 1));
    }

    @Test
    void anEndThatComesLateDoesNotEndTheNextExchange() {
        Exchange first = begin();
        long generation = first.generation();
        first.end(generation);
        List<Exchange> rest = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            rest.add(begin());
        }
        assertThat(rest).contains(first);

        first.end(generation);

        assertThat(counts().inFlight()).isEqualTo(16);
    }

    @Test
    void theGatewayGivesUpOnAnExchangeOnceAndItsEndIsThenNoAnswer() {
        Exchange exchange = begin();
        long generation = exchange.generation();

        assertThat(exchange.becameNear(generation)).isTrue();
        assertThat(exchange.becameNear(generation)).isFalse();
        assertThat(exchange.gaveUp(generation)).isTrue();
        assertThat(exchange.gaveUp(generation)).isFalse();
        assertThat(exchange.abandoned(generation)).isFalse();
        assertThat(counts()).isEqualTo(new Counts(0, 1, 0, 1, 0, 0));
        exchange.end(generation);
        assertThat(counts().answered()).isZero();
    }

    @Test
    void anExchangeThatEndsBrokenCountsAsInFlightUntilItIsJudged() {
        Exchange exchange = begin();
        exchange.broken(false);
        exchange.end(exchange.generation());

        assertThat(counts()).isEqualTo(new Counts(1, 1, 0, 0, 0, 0));
        BrokenOff broken = exchanges.nextBrokenOff();
        assertThat(broken).isNotNull();
        assertThat(broken.path()).isEqualTo("/a");
        exchanges.judged(Outcome.ABANDONED);
        assertThat(counts()).isEqualTo(new Counts(0, 1, 0, 0, 1, 0));
    }

    @Test
    void aViewThatThrowsDoesNotKeepTheSlot() {
        RequestView throwing = (RequestView) java.lang.reflect.Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {RequestView.class}, (proxy, method, arguments) -> {
                    throw new IllegalStateException("recycled");
                });
        Exchange exchange = exchanges.begin(ticker.nanos(), throwing, "request", null);
        exchange.broken(false);

        exchange.end(exchange.generation());

        assertThat(exchange.claim()).isTrue();
    }

    @Test
    void onlyAsManyRequestsAreAskedForTheirWaitAsTheWatchdogWants() {
        exchanges.curious(2);

        assertThat(List.of(exchanges.curious(), exchanges.curious(), exchanges.curious()))
                .containsExactly(true, true, false);
    }

    @Test
    void theOldestAndTheYoungestStampAreTakenOnce() {
        exchanges.waited(begin(), 5);
        exchanges.waited(begin(), 9);
        exchanges.waited(begin(), -1);
        exchanges.waited(begin(), 7);
        StampAges ages = exchanges.stampAges();

        ages.take();
        assertThat(List.of(ages.least(), ages.most(), (long) ages.count())).containsExactly(5L, 9L, 3L);
        ages.take();
        assertThat(ages.count()).isZero();
        assertThat(ages.most()).isEqualTo(-1);
    }

    private Exchange begin() {
        return exchanges.begin(ticker.nanos(), PlainRequest.VIEW, PlainRequest.get("/a"), null);
    }

    private Counts counts() {
        return exchanges.visit((exchange, generation, state) -> {});
    }
}
