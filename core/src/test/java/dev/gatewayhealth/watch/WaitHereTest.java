package dev.gatewayhealth.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.exchange.Exchange;
import dev.gatewayhealth.exchange.Exchanges;
import dev.gatewayhealth.exchange.ManualTicker;
import dev.gatewayhealth.exchange.PlainRequest;
import java.time.Duration;
import java.util.Random;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

class WaitHereTest {

    private static final long LIMIT = Duration.ofSeconds(5).toNanos();

    private final ManualTicker ticker = new ManualTicker();
    private final Exchanges exchanges = new Exchanges(ticker);
    private final WaitHere wait = new WaitHere();
    private final Random random = new Random(7);
    private long lastLook;
    private boolean working = true;

    @Test
    void aStampIsBelievedAsFarAsAQueueWasSeen() {
        look();
        wait.queues(millis(3000), true);
        look();

        assertThat(wait.of(millis(2500))).isEqualTo(millis(2500));
        assertThat(wait.of(millis(8000))).isEqualTo(millis(3000));
        assertThat(wait.of(-1)).as("no stamp").isNegative();
    }

    @Test
    void aQueueThatIsGoneIsForgottenAfterALookOrTwo() {
        look();
        wait.queues(millis(3000), true);
        look(4);

        assertThat(wait.of(millis(8000))).isZero();
    }

    @Test
    void aStampThatIsOldAloneSaysNothing() {
        look(20);

        assertThat(wait.of(millis(5003))).isZero();
    }

    @Test
    void whileTheProcessStoodStillEverybodyWaited() {
        look();
        ticker.advance(Duration.ofSeconds(3));
        look();

        assertThat(wait.of(millis(8000))).isEqualTo(millis(2900));
    }

    @Test
    void whereNoQueueIsSeenOneShowsInStampsThatAreAllOldAndNoTwoTheSame() {
        traffic(40, at -> at * 90);

        assertThat(wait.of(millis(9000))).isBetween(millis(2200), millis(3600));
    }

    @Test
    void oneFreshStampShowsThatThereIsNoQueue() {
        traffic(40, at -> at % 5 == 0 ? 1 : 4000 + at * 13);

        assertThat(wait.of(millis(4500))).isLessThan(millis(10));
    }

    @Test
    void whatIsTriedElsewhereFirstUntilATimeoutIsAllOfOneAge() {
        traffic(100, at -> 5001 + random.nextInt(20));

        assertThat(wait.of(millis(5003))).isZero();
    }

    @Test
    void aServiceWithNothingToDoHasNoQueue() {
        working = false;
        traffic(40, at -> 3000 + at * 20);

        assertThat(wait.of(millis(3500))).isZero();
    }

    @Test
    void aFewRequestsProveNothing() {
        traffic(20, at -> at % 5 == 0 ? 3000 + at * 50 : -1);

        assertThat(wait.of(millis(3500))).isZero();
    }

    @Test
    void whatComesAllAtOnceFromAServerThatDiedIsNoQueue() {
        working = false;
        look(20);
        working = true;
        traffic(5, at -> 2600 + at * 500);

        assertThat(wait.of(millis(4600))).isZero();
    }

    @Test
    void whereTheQueueIsSeenStampsProveNothingBesideIt() {
        wait.queues(0, true);
        traffic(40, at -> at * 90);

        assertThat(wait.of(millis(4000))).isZero();
    }

    /** Looks, each with a request whose stamp is so many milliseconds old. */
    private void traffic(int looks, LongUnaryOperator age) {
        for (int i = 0; i < looks; i++) {
            Exchange exchange = exchanges.begin(ticker.nanos(), PlainRequest.VIEW, PlainRequest.get("/"), null);
            exchanges.waited(exchange, millis(age.applyAsLong(i)));
            exchange.end(exchange.generation());
            look();
        }
    }

    private void look(int times) {
        for (int i = 0; i < times; i++) {
            look();
        }
    }

    private void look() {
        ticker.advance(Duration.ofMillis(100));
        exchanges.stampAges().take();
        wait.look(ticker.nanos(), lastLook == 0 ? ticker.nanos() : lastLook, working, exchanges.stampAges(), LIMIT);
        lastLook = ticker.nanos();
    }

    private static long millis(long millis) {
        return millis * 1_000_000;
    }
}
