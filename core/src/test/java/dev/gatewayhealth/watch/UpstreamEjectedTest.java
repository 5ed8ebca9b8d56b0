package dev.gatewayhealth.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.contract.Limits;
import dev.gatewayhealth.contract.Location;
import dev.gatewayhealth.contract.Pass;
import dev.gatewayhealth.contract.Passes;
import dev.gatewayhealth.contract.Peer;
import dev.gatewayhealth.contract.Sourced;
import dev.gatewayhealth.exchange.Exchanges.Counts;
import dev.gatewayhealth.finding.Noticed;
import dev.gatewayhealth.finding.Severity;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class UpstreamEjectedTest {

    private static final Peer HERE = peer(8080, true, false, 1);
    private static final Peer THERE = peer(8081, false, false, 1);

    private final UpstreamEjected rule = new UpstreamEjected();
    private Passes passes = passes(HERE, THERE);
    private long now = -5_000_000_000L;
    private long started;
    private long gaveUp;

    @Test
    void aStopRightAfterAFailureIsSaidWithWhatNginxCounts() {
        traffic(6_000, 200);
        gaveUp++;
        traffic(3_000, 0);
        Noticed noticed = said();
        assertThat(noticed.severity()).isEqualTo(Severity.WARNING);
        assertThat(noticed.message()).contains("upstream app (nginx.conf:3)", "max_fails=1", "for 10 s");
        assertThat(noticed.evidence()).containsEntry("failures", 1L).containsEntry("failTimeoutMs", 10_000L);
        assertThat(noticed.remedy().get(0).change()).isEqualTo("server 127.0.0.1:8080 max_fails=3 fail_timeout=10s;");
    }

    @Test
    void itIsOverWithTheNextRequest() {
        traffic(6_000, 200);
        gaveUp++;
        traffic(3_000, 0);
        said();
        traffic(200, 100);
        quiet();
    }

    @Test
    void itIsOverWhenNginxMustHaveTriedAgainAndNobodyCame() {
        traffic(6_000, 200);
        gaveUp++;
        traffic(8_000, 0);
        said();
        traffic(6_000, 0);
        quiet();
        traffic(60_000, 0);
        quiet();
    }

    @Test
    void trafficThatEndsByItselfIsNoEjection() {
        traffic(20_000, 100);
        traffic(20_000, 0);
        quiet();
    }

    @Test
    void trafficThatEndsAWhileAfterAFailureIsNoEjection() {
        traffic(6_000, 100);
        gaveUp++;
        traffic(2_000, 100);
        traffic(20_000, 0);
        quiet();
    }

    @Test
    void trafficThatEndedBeforeTheFailureIsNoEjection() {
        traffic(6_000, 100);
        traffic(1_500, 0);
        gaveUp++;
        traffic(20_000, 0);
        quiet();
    }

    @Test
    void anotherGatewayThatStillSendsHidesIt() {
        traffic(6_000, 100);
        gaveUp++;
        traffic(20_000, 700);
        quiet();
    }

    @Test
    void aFewRequestsSayNothing() {
        traffic(6_000, 1_000);
        gaveUp++;
        traffic(20_000, 0);
        quiet();
    }

    @Test
    void burstsWithPausesBetweenThemSayNothing() {
        for (int burst = 0; burst < 4; burst++) {
            traffic(500, 0);
            started += 30;
            traffic(4_000, 0);
        }
        started += 30;
        traffic(200, 0);
        gaveUp++;
        traffic(4_000, 0);
        quiet();
    }

    @Test
    void theOnlyServerIsNeverTakenOut() {
        for (Passes other : List.of(
                passes(HERE),
                passes(HERE, peer(8081, false, true, 1)),
                passes(HERE, peer(8082, true, false, 1)),
                Passes.NONE)) {
            passes = other;
            traffic(6_000, 100);
            gaveUp++;
            traffic(20_000, 0);
            quiet();
        }
    }

    @Test
    void withoutMaxFailsOrAsABackupItIsNeverTakenOut() {
        Peer backup = new Peer("127.0.0.1", 8080, null, "nginx.conf:4", true, true, true, false, 1, 10_000, 0, 1);
        for (Passes other : List.of(passes(peer(8080, true, false, 0), THERE), passes(backup, THERE))) {
            passes = other;
            traffic(6_000, 100);
            gaveUp++;
            traffic(20_000, 0);
            quiet();
        }
    }

    @Test
    void asManyFailuresAsMaxFailsAreNeeded() {
        passes = passes(peer(8080, true, false, 3), THERE);
        traffic(6_000, 100);
        gaveUp += 2;
        traffic(20_000, 0);
        quiet();
        traffic(6_000, 100);
        gaveUp += 3;
        traffic(3_000, 0);
        said();
    }

    private Noticed said() {
        Noticed noticed = rule.state();
        assertThat(noticed).isNotNull();
        return noticed;
    }

    private void quiet() {
        assertThat(rule.state()).isNull();
    }

    /** Rounds of 100 ms, a request each so many milliseconds, 0 for none. */
    private void traffic(long millis, long every) {
        for (long passed = 0; passed < millis; passed += 100) {
            now += TimeUnit.MILLISECONDS.toNanos(100);
            started += every > 0 && passed % every == 0 ? 1 : 0;
            rule.look(now, new Counts(0, started, 0, gaveUp, 0, 0), passes);
        }
    }

    private static Passes passes(Peer... peers) {
        Location location = new Location("/", "", "nginx.conf:9", Limits.defaults());
        Pass pass = new Pass(
                location,
                "nginx.conf:10",
                "nginx.conf:8",
                "app",
                "nginx.conf:3",
                List.of(peers),
                Sourced.byDefault("1.0"),
                Sourced.byDefault(false),
                Sourced.byDefault(1000L),
                null,
                false,
                List.of("error", "timeout"),
                null,
                null,
                Sourced.byDefault(8192L));
        return new Passes(
                List.of(pass), false, List.of(), List.of(), List.of(), Sourced.unknown("not said"), List.of());
    }

    private static Peer peer(int port, boolean ours, boolean down, int maxFails) {
        return new Peer("127.0.0.1", port, null, "nginx.conf:4", ours, true, false, down, maxFails, 10_000, 0, 1);
    }
}
