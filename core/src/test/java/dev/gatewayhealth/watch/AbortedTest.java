package dev.gatewayhealth.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.contract.GatewayContract;
import dev.gatewayhealth.contract.Overrides;
import dev.gatewayhealth.exchange.Exchange;
import dev.gatewayhealth.exchange.Exchanges;
import dev.gatewayhealth.exchange.ManualTicker;
import dev.gatewayhealth.exchange.PlainRequest;
import dev.gatewayhealth.finding.Code;
import dev.gatewayhealth.finding.Noticed;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AbortedTest {

    private final ManualTicker ticker = new ManualTicker();
    private final Exchanges exchanges = new Exchanges(ticker);
    private final ExchangeWatch watch = new ExchangeWatch(
            exchanges,
            () -> GatewayContract.assumed(new Overrides(Duration.ofSeconds(5), null, null, null, null, null), null),
            null,
            new WatchSettings(0.8, false, Duration.ofMinutes(2), null),
            ticker.nanos());

    @Test
    void aBodyShorterThanDeclaredIsSaidWithWhatIsMissing() {
        Exchange exchange = begin();
        exchange.committed(100);
        exchange.cutShort(90);

        assertThat(end(exchange)).singleElement().satisfies(found -> {
            assertThat(found.code()).isEqualTo(Code.RESPONSE_ABORTED);
            assertThat(found.message()).contains("GET /page", "90 bytes short", "5 s");
            assertThat(found.gateway().status()).isEqualTo(200);
            assertThat(found.evidence()).containsEntry("missingBytes", 90L);
        });
        assertThat(watch.counts().failed()).isEqualTo(1);
    }

    @Test
    void aResponseBrokenOffInItsBodyIsATruncatedSuccess() {
        Exchange exchange = begin();
        exchange.committed(100);
        exchange.broken(true);

        assertThat(end(exchange)).singleElement().satisfies(found -> {
            assertThat(found.gateway().status()).isEqualTo(200);
            assertThat(found.gateway().errorLog()).endsWith("while reading upstream");
            assertThat(found.evidence()).doesNotContainKey("missingBytes");
        });
    }

    @Test
    void aConnectionClosedBeforeAnyHeaderIsABadGateway() {
        Exchange exchange = begin();
        exchange.broken(true);

        assertThat(end(exchange))
                .singleElement()
                .satisfies(found -> assertThat(found.gateway().status()).isEqualTo(502));
    }

    @Test
    void aHeaderHandedOverToAConnectionThatWasClosedBeforeReachesNobody() {
        Exchange exchange = begin();
        exchange.broken(true);
        exchange.committed(100);

        assertThat(end(exchange)).singleElement().satisfies(found -> {
            assertThat(found.gateway().status()).isEqualTo(502);
            assertThat(found.message()).contains("without an answer");
        });
    }

    @Test
    void anAnswerThatNginxRefusesHasFailedAndIsNotSaidOnceMore() {
        Exchange exchange = begin();
        exchange.committed(100);
        exchange.invalid();
        exchange.delivered();

        assertThat(end(exchange)).isEmpty();
        assertThat(watch.counts().failed()).isEqualTo(1);
    }

    @Test
    void aClientThatLeftIsNoneOfIt() {
        Exchange exchange = begin();
        exchange.committed(100);
        exchange.broken(false);
        exchange.cutShort(90);

        assertThat(end(exchange)).isEmpty();
        assertThat(watch.counts().failed()).isZero();
    }

    @Test
    void whatWasLeftAloneByTheGatewayIsCountedAsThatOnly() {
        Exchange exchange = begin();
        exchange.committed(100);
        exchange.gaveUp(exchange.generation());
        exchange.broken(true);

        assertThat(end(exchange)).isEmpty();
        assertThat(watch.counts().failed()).isZero();
    }

    private Exchange begin() {
        return exchanges.begin(ticker.nanos(), PlainRequest.VIEW, PlainRequest.get("/page"), null);
    }

    private List<Noticed> end(Exchange exchange) {
        exchange.end(exchange.generation());
        look();
        List<Noticed> found = watch.findings().events();
        look();
        return found;
    }

    private void look() {
        watch.look(ticker.nanos(), 1_700_000_000_000L);
    }
}
