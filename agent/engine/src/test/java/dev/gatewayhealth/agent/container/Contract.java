package dev.gatewayhealth.agent.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.agent.engine.EngineUnderTest;
import dev.gatewayhealth.exchange.Exchange;
import dev.gatewayhealth.exchange.Exchanges;
import dev.gatewayhealth.finding.Code;
import dev.gatewayhealth.finding.Finding;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;

/** One server of those that owe the engine something, and what happened to its requests. */
abstract class Contract {

    static final int LIMIT_MS = 1500;

    static Container container;
    static int port;

    Exchanges.Counts before;

    @BeforeParameterizedClassInvocation
    static void start(Server server) throws Exception {
        // The servers of the rows before this one are stopped, and a probe would find them dead.
        EngineUnderTest.start("proxy_read_timeout=" + LIMIT_MS + "ms,probe.every=off,drain.max=4s");
        container = server.load(EngineUnderTest.weaver());
        port = container.start();
        // The first poll that is answered means that everything is in place.
        Awaitility.await()
                .until(() -> Wire.to(port).get("/gateway-health").rest().startsWith("HTTP/1.1 200"));
    }

    @AfterParameterizedClassInvocation
    static void stop() throws Exception {
        container.stop();
    }

    @BeforeEach
    void count() {
        before = quiet();
    }

    void counted(int started, int answered) {
        // One that broke off counts as answered for the moment in which the watchdog judges it.
        Awaitility.await().pollInterval(Duration.ofMillis(5)).untilAsserted(() -> {
            Exchanges.Counts after = quiet();
            assertThat(after.started() - before.started()).isEqualTo(started);
            assertThat(after.answered() - before.answered()).isEqualTo(answered);
        });
    }

    void failed(int broken) {
        Awaitility.await()
                .pollInterval(Duration.ofMillis(5))
                .untilAsserted(
                        () -> assertThat(now().failed() - before.failed()).isEqualTo(broken));
    }

    /** What the report has as evidence of that kind. */
    static List<Map<String, Object>> evidence(Code code) {
        return EngineUnderTest.report().findings().stream()
                .filter(finding -> finding.code() == code)
                .map(Finding::evidence)
                .toList();
    }

    static Exchange onlyOne() {
        Exchange[] found = new Exchange[1];
        Awaitility.await("one in flight")
                .pollInterval(Duration.ofMillis(5))
                .until(() -> EngineUnderTest.exchanges()
                                .visit((exchange, generation, state) -> found[0] = exchange)
                                .inFlight()
                        == 1);
        return found[0];
    }

    static Exchanges.Counts quiet() {
        return quietExceptFor(0);
    }

    /** Waits until so many are in flight, those that the gateway left and that still run included. */
    static Exchanges.Counts quietExceptFor(int expected) {
        int[] running = {0};
        return Awaitility.await("quiet")
                .pollInterval(Duration.ofMillis(5))
                .until(
                        () -> {
                            running[0] = 0;
                            return EngineUnderTest.exchanges().visit((exchange, generation, state) -> running[0]++);
                        },
                        counts -> running[0] == expected && counts.inFlight() == expected);
    }

    static Exchanges.Counts now() {
        return EngineUnderTest.exchanges().visit((exchange, generation, state) -> {});
    }
}
