package dev.gatewayhealth.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PollersTest {

    private static final Instant NOW = Instant.parse("2026-11-22T05:23:00Z");

    /** Starts right before the clock wraps around. */
    private long nanos = Long.MAX_VALUE - 10;

    private final Pollers pollers = new Pollers(() -> nanos);

    @Test
    void oncePolledSaysNotHowOften() {
        pollers.polled("10.0.0.1", "GET", "curl/8.0", 200, true);
        pass(3);

        assertThat(pollers.report(NOW))
                .containsExactly(new Report.Poller("10.0.0.1", "curl", null, NOW.minusSeconds(3), 0));
    }

    @Test
    void theIntervalFollowsTheRhythm() {
        for (int i = 0; i < 5; i++) {
            pollers.polled("10.0.0.1", "GET", "kube-probe/1.29", 200, true);
            pass(2);
        }
        assertThat(only().everySeconds()).isCloseTo(2.0, within(1e-9));

        for (int i = 0; i < 20; i++) {
            pass(8);
            pollers.polled("10.0.0.1", "GET", "kube-probe/1.29", 200, true);
        }
        assertThat(only().everySeconds()).isBetween(7.9, 8.0);
    }

    @Test
    void itCountsHowOftenDownWasSeen() {
        pollers.polled("10.0.0.1", "GET", null, 503, true);
        pollers.polled("10.0.0.1", "GET", null, 200, true);
        pollers.polled("10.0.0.1", "GET", null, 503, true);

        assertThat(only().sawDown()).isEqualTo(2);
    }

    @Test
    void theLongestUnseenIsForgotten() {
        for (int i = 0; i < 64; i++) {
            pollers.polled("10.0.0." + i, "GET", null, 200, true);
            pass(1);
        }
        pollers.polled("10.0.0.0", "GET", null, 200, true);
        pollers.polled("10.0.1.1", "GET", null, 200, true);

        assertThat(pollers.report(NOW))
                .hasSize(64)
                .extracting(Report.Poller::from)
                .contains("10.0.0.0", "10.0.1.1")
                .doesNotContain("10.0.0.1");
    }

    @Test
    void manyAtOnceStayWithinTheBound() {
        IntStream.range(0, 10_000).parallel().forEach(i -> pollers.polled("10.0.0." + i % 500, "GET", null, 200, true));

        assertThat(pollers.report(NOW)).hasSize(64);
    }

    @ParameterizedTest(name = "{0} {1} is {2}")
    @CsvSource(
            nullValues = "-",
            value = {
                "OPTIONS,-,HAProxy",
                "GET,-,other",
                "GET,HAProxy/2.8,HAProxy",
                "GET,kube-probe/1.29,kube-probe",
                "GET,Prometheus/2.42.0,Prometheus",
                "GET,lua-resty-http/0.17.1 (Lua) ngx_lua/10026,nginx-lua",
                "HEAD,curl/7.88.1,curl",
                "GET,ELB-HealthChecker/2.0,ELB-HealthChecker",
                "GET,GoogleHC/1.0,GoogleHC",
                "GET,Mozilla/5.0,other"
            })
    void knowsTheFamilies(String method, String userAgent, String family) {
        pollers.polled("::1", method, userAgent, 200, true);

        assertThat(only().agent()).isEqualTo(family);
    }

    private Report.Poller only() {
        assertThat(pollers.report(NOW)).hasSize(1);
        return pollers.report(NOW).get(0);
    }

    private void pass(int seconds) {
        nanos += Duration.ofSeconds(seconds).toNanos();
    }

    @Test
    void whoPollsRegularlyIsUnawareUntilToldThreeTimesInARow() {
        polls(200, 200, 503, 503);
        assertThat(pollers.someoneUnaware()).isTrue();

        polls(200, 503, 503);
        assertThat(pollers.someoneUnaware()).as("not in a row").isTrue();

        polls(503);
        assertThat(pollers.someoneUnaware()).isFalse();
    }

    @Test
    void whoDoesNotComeBackIsNotWaitedFor() {
        polls(200, 200);
        pass(2);
        assertThat(pollers.someoneUnaware()).isTrue();

        pass(4);
        assertThat(pollers.someoneUnaware()).isFalse();
    }

    @Test
    void whoAskedOnceOrForSomethingElseIsNotWaitedFor() {
        pollers.polled("10.0.0.2", "GET", "curl/8.0", 200, true);
        for (int i = 0; i < 3; i++) {
            pollers.polled("10.0.0.3", "GET", "Prometheus/2.50", 200, false);
            pass(1);
        }
        assertThat(pollers.someoneUnaware()).isFalse();
    }

    @ParameterizedTest(name = "asked again after {0} s: {1}")
    @CsvSource({
        "5, false",
        "5 5, true",
        "5 5.5 4.8, true",
        "5 9, false",
        "5 1 8, false",
        "5 9 9 9 9, true",
        "5 5 5 5 9, true",
        "1 4 1 4 1 4 1 4 1, true",
        "1 40 1 40 1 40 1 40 1 40, false",
    })
    void whatPeopleTypeCountsOnceItKeepsTime(String intervals, boolean waitedFor) {
        pollers.polled("10.0.0.1", "GET", "curl/8.0", 200, true);
        for (String interval : intervals.split(" ")) {
            nanos += (long) (Double.parseDouble(interval) * 1e9);
            pollers.polled("10.0.0.1", "GET", "curl/8.0", 200, true);
        }

        assertThat(pollers.someoneUnaware()).isEqualTo(waitedFor);
        assertThat(pollers.unaware() != null).isEqualTo(waitedFor);
    }

    @Test
    void whoAsksFasterOnceToldKeepsHisRhythm() {
        for (int seconds : new int[] {10, 10, 10}) {
            pass(seconds);
            pollers.polled("10.0.0.1", "GET", "own-checker/1", 200, true);
        }
        pass(1);
        pollers.polled("10.0.0.1", "GET", "own-checker/1", 503, true);
        pass(1);
        pollers.polled("10.0.0.1", "GET", "own-checker/1", 503, true);
        assertThat(pollers.unaware()).contains("a program at 10.0.0.1");

        pass(1);
        pollers.polled("10.0.0.1", "GET", "own-checker/1", 503, true);
        assertThat(pollers.unaware()).isNull();
    }

    @Test
    void theAgentCheckActsOnTheFirstWord() {
        for (int status : new int[] {200, 200, 503}) {
            assertThat(status == 503 && !pollers.someoneUnaware()).isFalse();
            pollers.polled("10.0.0.1", "", "agent-check", status, true);
            pass(1);
        }
        assertThat(pollers.someoneUnaware()).isFalse();
        assertThat(only().agent()).isEqualTo("HAProxy agent-check");
    }

    private void polls(int... statuses) {
        for (int status : statuses) {
            pass(2);
            pollers.polled("10.0.0.1", "GET", "HAProxy", status, true);
        }
    }
}
