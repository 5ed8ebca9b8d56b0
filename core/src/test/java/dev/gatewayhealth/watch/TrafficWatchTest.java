package dev.gatewayhealth.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.contract.GatewayContract;
import dev.gatewayhealth.contract.Listening;
import dev.gatewayhealth.contract.Overrides;
import dev.gatewayhealth.exchange.Exchanges;
import dev.gatewayhealth.exchange.ManualTicker;
import dev.gatewayhealth.exchange.PlainRequest;
import dev.gatewayhealth.exchange.Traffic;
import dev.gatewayhealth.finding.Code;
import dev.gatewayhealth.finding.Noticed;
import dev.gatewayhealth.finding.Severity;
import dev.gatewayhealth.nginx.ContractReader;
import dev.gatewayhealth.report.Pollers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrafficWatchTest {

    private static final long SECOND = 1_000_000_000L;

    @TempDir
    Path dir;

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
        assertThat(watch.states(now, contract(false)))
                .extracting(Noticed::severity)
                .containsOnly(Severity.NOTICE);
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
        pollers.throughTheGateway("/gateway-health");
        assertThat(codes(true)).containsExactly(Code.ENDPOINT_EXPOSED);

        ticker.advance(Duration.ofSeconds(61));
        assertThat(codes(true)).isEmpty();
    }

    @Test
    void aPollThroughTheGatewayIsNotSaidWhereItsConfigurationNamesWhoMayAsk() {
        pollers.throughTheGateway("/gateway-health");

        assertThat(watch.states(now, contract("allow 127.0.0.1; deny all;"))).isEmpty();
        assertThat(watch.states(now, contract(""))).singleElement().satisfies(found -> {
            assertThat(found.code()).isEqualTo(Code.ENDPOINT_EXPOSED);
            assertThat(found.remedy().get(0).change())
                    .isEqualTo("location = /gateway-health { allow 127.0.0.1; deny all; }");
        });
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
        GatewayContract handing = contract("proxy_http_version 1.1; proxy_set_header Expect $http_expect;");
        assertThat(watch.states(now, handing)).isEmpty();
        seconds(1, 1, request -> {
            PlainTraffic.asItShouldBe(request);
            request.headers.put("Expect", "100-continue");
        });
        assertThat(codes(true)).as("from somebody who is not behind nginx").isEmpty();

        assertThat(watch.states(now, handing)).singleElement().satisfies(found -> {
            assertThat(found.code()).isEqualTo(Code.RESPONSE_INVALID);
            assertThat(found.severity()).isEqualTo(Severity.WARNING);
            assertThat(found.message()).contains("nginx.conf:3");
        });
        now += 61 * SECOND;
        assertThat(watch.states(now, handing)).isEmpty();
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

    private GatewayContract contract(boolean gatewayKnown) {
        return gatewayKnown ? contract("") : GatewayContract.assumed(Overrides.none(), null);
    }

    /** Of a location with these directives. */
    private GatewayContract contract(String directives) {
        String http = "server { listen 80; location / { " + directives + " proxy_pass http://127.0.0.1:8080; } }";
        try {
            Path conf = Files.writeString(dir.resolve("nginx.conf"), "events { }\nhttp {\n" + http + "\n}\n");
            List<Listening> service = List.of(new Listening("127.0.0.1", 8080, null));
            return ContractReader.read(conf, null, "1.22.1", service, Overrides.none());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Code> codes(boolean gatewayKnown) {
        return watch.states(now, contract(gatewayKnown)).stream()
                .map(Noticed::code)
                .toList();
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
