package dev.gatewayhealth.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.e2e.Ledger.Balance;
import dev.gatewayhealth.e2e.rig.Answer;
import dev.gatewayhealth.e2e.rig.Client;
import dev.gatewayhealth.e2e.rig.Host;
import dev.gatewayhealth.e2e.rig.Rig;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The books: what the service counted, attempt by attempt, against what nginx's error log says became of each. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.gatewayhealth.e2e.rig.Hosts#every")
record LedgerIT(Host server) {

    private static Rig rig;
    private static Ledger ledger;

    @BeforeParameterizedClassInvocation
    static void start(Host server) {
        rig = Ledger.rig(LedgerIT.class, server);
        ledger = new Ledger(rig);
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        rig.close();
    }

    @Test
    void balanceOverThousandsOfMixedRequests() {
        ledger.balancesOverMixedRequests();
    }

    @Test
    void countEveryAttemptOfARetriedRequest() {
        Balance before = ledger.now();
        List<CompletableFuture<Answer>> calls = IntStream.range(0, 5)
                .mapToObj(i -> rig.client().later("/async?ms=3000"))
                .toList();

        assertThat(calls).allMatch(call -> call.join().status() == 504);
        assertThat(calls)
                .allSatisfy(call -> assertThat(
                                rig.nginx().accessLog().of(call.join().id()).upstreamStatus())
                        .isEqualTo("504, 504"));
        Balance change = ledger.now().minus(before);
        assertThat(change.timeouts()).isEqualTo(10);
        assertThat(change).isEqualTo(change.asNginxTellsIt(10));
    }

    @Test
    void haveAnExactSumWhereClientAndGatewayLeaveAtTheSameMoment() {
        Balance before = ledger.now();
        List<CompletableFuture<Integer>> calls = IntStream.rangeClosed(-15, 15)
                .mapToObj(step ->
                        Client.later(() -> ledger.leave("/slow?ms=3200", Duration.ofMillis(2000 + step * 20L))))
                .toList();
        calls.forEach(CompletableFuture::join);

        Balance change = ledger.now().minus(before);
        assertThat(change.timeouts() + change.departures()).isEqualTo(31);
        assertThat(change.gaveUp() + change.abandoned()).isEqualTo(31);
    }
}
