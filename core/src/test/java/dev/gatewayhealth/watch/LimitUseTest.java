package dev.gatewayhealth.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.exchange.Exchange;
import dev.gatewayhealth.exchange.Exchanges;
import dev.gatewayhealth.exchange.Exchanges.Counts;
import dev.gatewayhealth.exchange.ManualTicker;
import dev.gatewayhealth.exchange.PlainRequest;
import dev.gatewayhealth.exchange.Spread;
import dev.gatewayhealth.report.Report;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LimitUseTest {

    private final LimitUse use = new LimitUse();
    private final Exchanges exchanges = new Exchanges(new ManualTicker());

    @Test
    void theLongestSilenceOfAnExchangeCountsWhenItEnds() {
        Followed followed = followed("/api/");
        seen(followed, 4500);
        seen(followed, 100);

        assertThat(report().limitUsed()).containsOnlyKeys("short");
        use.ended(followed);

        assertThat(counts("/api/")).containsExactly(0L, 0L, 1L, 0L, 0L);
    }

    @Test
    void whatTheGatewayGaveUpUsedMoreThanAllOfItHoweverEarlyItWasSeen() {
        Followed followed = followed("/api/");
        seen(followed, 4900);
        followed.left = Followed.Left.GAVE_UP;
        use.ended(followed);

        assertThat(counts("/api/")).containsExactly(0L, 0L, 0L, 0L, 1L);
    }

    @Test
    void thoseThatNobodyLookedAtShareTheLowestBucket() {
        Followed followed = followed("/api/");
        seen(followed, 2600);
        use.ended(followed);
        use.counted(new Counts(3, 100, 0, 0, 1, 0), 1);

        assertThat(counts("short")).containsExactly(95L, 0L, 0L, 0L, 0L);
    }

    @Test
    void moreLocationsThanThereIsRoomForShareOneRoute() {
        for (int i = 0; i < LimitUse.MOST_ROUTES + 5; i++) {
            Followed followed = followed("/" + i + "/");
            seen(followed, 100);
            use.ended(followed);
        }

        assertThat(report().limitUsed()).hasSize(LimitUse.MOST_ROUTES + 2).containsKey("/99/");
        assertThat(counts("other")).startsWith(5L);
        assertThat(report().merged()).isEqualTo(5);
    }

    private void seen(Followed followed, long silenceMillis) {
        followed.silence = TimeUnit.MILLISECONDS.toNanos(silenceMillis);
        Limit limit = followed.limit;
        assertThat(limit).isNotNull();
        use.seen(followed, limit);
    }

    private Followed followed(String location) {
        Exchange exchange = exchanges.begin(0, PlainRequest.VIEW, this, null);
        assertThat(exchange).isNotNull();
        Followed followed = Followed.of(exchange, exchange.generation(), null, exchange.arrivalNanos(), 0, 0);
        long fiveSeconds = TimeUnit.SECONDS.toNanos(5);
        followed.limit = new Limit(
                location, fiveSeconds, fiveSeconds, "nginx.conf:1", fiveSeconds, "nginx.conf:2", false, List.of());
        return followed;
    }

    private Report.Measured report() {
        return use.report(Spread.ofSeconds().reading(), 0);
    }

    private List<Long> counts(String route) {
        return report().limitUsed().get(route).buckets().stream()
                .map(Spread.Bucket::count)
                .toList();
    }
}
