package dev.gatewayhealth.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.audit.Audit;
import dev.gatewayhealth.audit.KeepAliveWatch;
import dev.gatewayhealth.audit.ListenerLimits;
import dev.gatewayhealth.contract.GatewayContract;
import dev.gatewayhealth.contract.Listening;
import dev.gatewayhealth.contract.Overrides;
import dev.gatewayhealth.exchange.Exchanges;
import dev.gatewayhealth.finding.Code;
import dev.gatewayhealth.finding.Noticed;
import dev.gatewayhealth.finding.Severity;
import dev.gatewayhealth.nginx.ErrorLogLine;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class KeepAliveRoundTest {

    private static final String LINE = "2026/11/22 09:10:11 [error] 1#1: *1 %s while reading response header from"
            + " upstream, client: 127.0.0.1, server: , request: \"POST /x HTTP/1.1\", upstream:"
            + " \"http://127.0.0.1:8080/x\", host: \"a\"";

    private final KeepAliveWatch watch = new KeepAliveWatch();
    private final Audit audit = Audit.here(watch);
    private final Exchanges exchanges = new Exchanges(() -> 0);
    private final GatewayErrors errors = new GatewayErrors();
    private final KeepAliveRound round = new KeepAliveRound(watch, exchanges, errors);

    @Test
    void withoutARaceNobodyIsAskedAndNothingIsProven() {
        judge(Duration.ofSeconds(30));
        errors.logged(line("upstream prematurely closed connection"));
        exchanges.idled(TimeUnit.SECONDS.toNanos(60));

        assertThat(round.look(0)).isNull();
        assertThat(exchanges.idleWanted()).isFalse();
        assertThat(judge(Duration.ofSeconds(60)).severity()).isEqualTo(Severity.NOTICE);
    }

    @Test
    void connectionsClosedUnderARequestProveTheRace() {
        judge(Duration.ofSeconds(60));
        errors.logged(line("upstream prematurely closed connection"));
        errors.logged(line("recv() failed (104: Connection reset by peer)"));
        errors.logged(line("upstream timed out (110: Connection timed out)"));

        assertThat(round.look(2)).isNull();
        assertThat(judge(Duration.ofSeconds(60)).severity()).isEqualTo(Severity.NOTICE);
        round.look(1);

        assertThat(exchanges.idleWanted()).isTrue();
        Noticed race = judge(Duration.ofSeconds(60));
        assertThat(race.severity()).isEqualTo(Severity.WARNING);
        assertThat(race.evidence()).containsEntry("closedUnderRequest", 1L);
    }

    @Test
    void theLongestIdleTimeSinceTheLastLookIsANearMissOrNone() {
        judge(Duration.ofSeconds(60));
        exchanges.idled(TimeUnit.SECONDS.toNanos(59));
        exchanges.idled(TimeUnit.SECONDS.toNanos(3));

        assertThat(round.look(0)).isNotNull().extracting(Noticed::code).isEqualTo(Code.KEEPALIVE_NEAR_MISS);
        assertThat(round.look(0)).isNull();
    }

    /** A service that closes idle connections after 60 s, and a gateway that keeps them so long; the race, if it is one. */
    private Noticed judge(Duration keepalive) {
        GatewayContract contract =
                GatewayContract.assumed(new Overrides(null, null, null, null, null, keepalive), null);
        ListenerLimits service = ListenerLimits.of("Tomcat/11", Listening.port(8080))
                .idleTimeout(60_000, "keepAliveTimeout")
                .build();
        List<Noticed> noticed = audit.look(contract, List.of(service), List.of());
        return noticed.isEmpty() ? null : noticed.get(0);
    }

    private static ErrorLogLine line(String phrase) {
        return Objects.requireNonNull(ErrorLogLine.of(LINE.formatted(phrase)));
    }
}
