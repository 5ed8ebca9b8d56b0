package dev.gatewayhealth.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.e2e.rig.Answer;
import dev.gatewayhealth.e2e.rig.Call;
import dev.gatewayhealth.e2e.rig.Host;
import dev.gatewayhealth.e2e.rig.Proof;
import dev.gatewayhealth.e2e.rig.Rig;
import dev.gatewayhealth.e2e.rig.Sighting;
import java.time.Duration;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** A client that leaves and a gateway that gives up look the same to a servlet; they are told apart. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.gatewayhealth.e2e.rig.Hosts#versions")
record ClientAbortIT(Host server) {

    private static Rig rig;

    @BeforeParameterizedClassInvocation
    static void start(Host server) {
        rig = Rig.of(ClientAbortIT.class, server)
                .location("/", "proxy_read_timeout 3s;")
                .start();
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        rig.close();
    }

    @Test
    void isAbandonedWhenTheClientLeavesFirst() {
        Sighting before = quiet();
        Call call = rig.client().call("GET", "/slow?ms=2500", "");
        leaveAfter(Duration.ofMillis(700), call);

        Sighting left = rig.reports().await("the abandoned exchange", inState(call.id(), "abandoned"));
        assertThat(rig.nginx().accessLog().of(call.id()).status()).isEqualTo(499);
        assertThat(rig.nginx().errorLog().of(call.id())).anyMatch(line -> line.contains(Proof.CLIENT_LEFT));
        assertThat(left.count("abandoned")).isEqualTo(before.count("abandoned") + 1);
        assertThat(left.count("gaveUp")).isEqualTo(before.count("gaveUp"));
        rig.reports()
                .await(
                        "abandoned-work",
                        report -> report.finding("abandoned-work").isPresent());
        Sighting after = quiet();
        assertThat(after.count("abandoned")).isEqualTo(before.count("abandoned") + 1);
        assertThat(after.count("answered")).isEqualTo(before.count("answered"));
    }

    @Test
    void isGivenUpWhenTheLimitComesFirst() {
        Sighting before = quiet();
        Answer answer = rig.client().get("/slow?ms=4500");

        assertThat(answer.status()).isEqualTo(504);
        Proof.nearBeforeNginxGaveUp(rig, answer, Proof.BEFORE_HEADER);
        Sighting left = rig.reports().await("the exchange given up", inState(answer.id(), "gave-up"));
        assertThat(left.count("gaveUp")).isEqualTo(before.count("gaveUp") + 1);
        assertThat(left.count("abandoned")).isEqualTo(before.count("abandoned"));
    }

    @Test
    void isAbandonedInTheMiddleOfAStreamToo() {
        Sighting before = quiet();
        Call call = rig.client().call("GET", "/trickle?bytes=10&every=300", "").read(1);
        leaveAfter(Duration.ofMillis(700), call);

        rig.reports().await("one more abandoned", report -> report.count("abandoned") == before.count("abandoned") + 1);
        assertThat(rig.nginx().accessLog().of(call.id()).took()).isLessThan(Duration.ofSeconds(2));
        assertThat(quiet().count("gaveUp")).isEqualTo(before.count("gaveUp"));
    }

    private static Sighting quiet() {
        return rig.reports().quiet();
    }

    private static Predicate<Sighting> inState(String id, String state) {
        return report -> report.exchange(id)
                .filter(exchange -> exchange.path("state").asText().equals(state))
                .isPresent();
    }

    private static void leaveAfter(Duration patience, Call call) {
        Awaitility.await("the client's patience").pollDelay(patience).until(() -> true);
        call.close();
    }
}
