package dev.gatewayhealth.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.exchange.Exchanges;
import dev.gatewayhealth.exchange.ManualTicker;
import dev.gatewayhealth.exchange.PlainRequest;
import dev.gatewayhealth.exchange.Traffic;
import dev.gatewayhealth.finding.Code;
import dev.gatewayhealth.finding.Noticed;
import dev.gatewayhealth.finding.Severity;
import dev.gatewayhealth.report.Pollers;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class TrafficWatchTest {

    private static final long SECOND = 1_000_000_000L;

    private final ManualTicker ticker = new ManualTicker();
    private final Pollers pollers = new Pollers(ticker);
    private final Traffic traffic = new Exchanges(ticker).traffic();
    private final TrafficWatch watch = new TrafficWatch(traffic, pollers);
    private long now = 5 * SECOND;

    @Test
    void whatNginxDoesWithoutBeingToldIsSaidAfterTwentyRequestsAndTwoSeconds() {
        seconds(2, 9, PlainTraffic::byDefault);
        assertThat(codes(false)).isEmpty();

        seconds(1, 9, PlainTraffic::byDefault);

        assertThat(codes(false))
                .containsExactly(Code.HTTP_1_0, Code.CONNECTIONS_NOT_REUSED, Code.FORWARDED_HEADERS_MISSING);
        assertThat(watch.states(now, false, null)).extracting(Noticed::severity).containsOnly(Severity.NOTICE);
    }

    @Test
    void manyRequestsInOneSecondAreNotEnough() {
        seconds(1, 500, PlainTraffic::byDefault);

        assertThat(codes(false)).isEmpty();
    }

    @Test
    void theFirstRequestThatShowsTheContraryEndsIt() {
        seconds(4, 9, PlainTraffic::byDefault);
        assertThat(codes(true)).isNotEmpty();

        seconds(1, 1, PlainTraffic::asItShouldBe);

        assertThat(codes(true)).isEmpty();
    }

    @Test
    void aGatewayThatIsSetUpWellIsNotSpokenOf() {
        seconds(30, 9, PlainTraffic::asItShouldBe);

        assertThat(codes(true)).isEmpty();
    }

    @Test
    void aMinuteOfTrafficThatNobodyPolledForIsSaidUntilSomebodyDoes() {
        seconds(60, 9, PlainTraffic::asItShouldBe);
        assertThat(codes(true)).isEmpty();

        seconds(2, 9, PlainTraffic::asItShouldBe);
        assertThat(codes(true)).containsExactly(Code.UNPOLLED);

        pollers.polled("127.0.0.1", "GET", "curl", 200, false);
        assertThat(codes(true)).as("a look at the report is no poll").containsExactly(Code.UNPOLLED);
        pollers.polled("127.0.0.1", "OPTIONS", null, 200, true);
        assertThat(codes(true)).isEmpty();
    }

    @Test
    void aPollThroughTheGatewayIsSaidForAMinute() {
        pollers.throughTheGateway();
        assertThat(codes(true)).containsExactly(Code.ENDPOINT_EXPOSED);

        ticker.advance(Duration.ofSeconds(61));
        assertThat(codes(true)).isEmpty();
    }

    @Test
    void connectionsThatAreClosedEachTimeAreSaid() {
        seconds(4, 9, request -> {
            PlainTraffic.asItShouldBe(request);
            request.headers.put("Connection", "close");
        });

        assertThat(codes(true)).containsExactly(Code.CONNECTIONS_NOT_REUSED);
    }

    @Test
    void whoAsksDirectlyForwardsNothingAndNeedNot() {
        seconds(4, 9, request -> {});
        assertThat(codes(false)).isEmpty();

        assertThat(codes(true)).containsExactly(Code.FORWARDED_HEADERS_MISSING);
    }

    @Test
    void aKeyWithoutUpgradeWasStripped() {
        seconds(4, 9, PlainTraffic::asItShouldBe);
        seconds(1, 1, request -> {
            PlainTraffic.asItShouldBe(request);
            request.headers.put("Sec-WebSocket-Key", "x");
            request.headers.put("Upgrade", "websocket");
        });
        assertThat(codes(true)).isEmpty();

        seconds(1, 1, request -> {
            PlainTraffic.asItShouldBe(request);
            request.headers.put("Sec-WebSocket-Key", "x");
        });

        assertThat(codes(true)).containsExactly(Code.UPGRADE_STRIPPED);
        now += 61 * SECOND;
        assertThat(codes(true)).isEmpty();
    }

    @Test
    void anExpectThatNginxHandsOnIsSaidOnceItComesAndNotWhereNginxKeepsItToItself() {
        assertThat(watch.states(now, true, "nginx.conf:7")).isEmpty();
        seconds(1, 1, request -> {
            PlainTraffic.asItShouldBe(request);
            request.headers.put("Expect", "100-continue");
        });
        assertThat(codes(true)).as("from somebody who is not behind nginx").isEmpty();

        assertThat(watch.states(now, true, "nginx.conf:7")).singleElement().satisfies(found -> {
            assertThat(found.code()).isEqualTo(Code.RESPONSE_INVALID);
            assertThat(found.severity()).isEqualTo(Severity.WARNING);
            assertThat(found.message()).contains("nginx.conf:7");
        });
        now += 61 * SECOND;
        assertThat(watch.states(now, true, "nginx.conf:7")).isEmpty();
    }

    private void seconds(int count, int requestsEach, Consumer<PlainRequest> how) {
        for (int second = 0; second < count; second++) {
            for (int i = 0; i < requestsEach; i++) {
                PlainRequest request = PlainRequest.get("/");
                how.accept(request);
                traffic.seen(PlainRequest.VIEW, request);
            }
            now += SECOND;
            watch.look(now);
        }
    }

    private List<Code> codes(boolean gatewayKnown) {
        return watch.states(now, gatewayKnown, null).stream().map(Noticed::code).toList();
    }

    /** Two ways to pass a request on. */
    private static final class PlainTraffic {

        static void byDefault(PlainRequest request) {
            request.protocol = "HTTP/1.0";
            request.headers.put("Connection", "close");
        }

        static void asItShouldBe(PlainRequest request) {
            request.headers.put("X-Forwarded-For", "192.0.2.1");
        }
    }
}
