package dev.gatewayhealth.agent.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.agent.engine.EngineUnderTest;
import dev.gatewayhealth.exchange.Connection;
import dev.gatewayhealth.exchange.Exchange;
import dev.gatewayhealth.exchange.Exchanges;
import dev.gatewayhealth.exchange.Exchanges.Outcome;
import dev.gatewayhealth.exchange.OtherEnd;
import dev.gatewayhealth.finding.Code;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What every server owes the engine: each request begins once and ends once, and what happens in between is told. */
@ParameterizedClass(name = "{0}")
@EnumSource(
        mode = EnumSource.Mode.MATCH_NONE,
        names = {".*_MOVED", "OLD_.*"})
class ContainerContractTest extends Contract {

    /** More for a long run: what goes wrong here may do so once in ten thousand connections. */
    private static final int ROUNDS = Integer.getInteger("ends.rounds", 1);

    private final Server server;

    ContainerContractTest(Server server) {
        this.server = server;
    }

    @Test
    void aRequestBeginsAndEndsOnce() {
        assertThat(Wire.to(port).get("/sync").rest()).startsWith("HTTP/1.1 200").endsWith("done");

        counted(1, 1);
    }

    @Test
    void whileItRunsItsThreadAndConnectionAreKnown() {
        Gate gate = Gate.closed();
        Wire wire = Wire.to(port).get("/held?secret=1");
        Thread working = gate.visitor();
        Exchange exchange = onlyOne();

        assertThat(exchange.thread()).isSameAs(working);
        assertThat(exchange.async()).isFalse();
        assertThat(exchange.headerBytes()).isEqualTo(-1);
        assertThat(System.nanoTime() - exchange.arrivalNanos()).isBetween(0L, 20_000_000_000L);
        Object request = exchange.request();
        assertThat(exchange.view().method(request)).isEqualTo("GET");
        assertThat(exchange.view().path(request)).isEqualTo("/held");
        assertThat(exchange.view().protocol(request)).isEqualTo("HTTP/1.1");
        assertThat(exchange.view().header(request, "x-mark")).isEqualTo("here");
        assertThat(exchange.view().header(request, "host")).isEqualTo("a.test");
        assertThat(exchange.view().bodyExpected(request)).isZero();
        Connection ends = exchange.view().connection(exchange.connection());
        assertThat(ends.local().getPort()).isEqualTo(port);
        assertThat(ends.remote().getPort()).isEqualTo(wire.localPort());

        gate.open();
        assertThat(wire.rest()).endsWith("done");
        counted(1, 1);
    }

    @Test
    void itsSocketTellsWhetherTheOtherEndIsStillThere() {
        Gate gate = Gate.closed();
        Wire wire = Wire.to(port).get("/held");
        gate.visitor();
        Exchange exchange = onlyOne();

        assertThat(exchange.view().otherEnd(exchange.connection())).isEqualTo(OtherEnd.THERE);
        wire.close();

        Awaitility.await().until(() -> exchange.view().otherEnd(exchange.connection()), OtherEnd.GONE::equals);
        // Not before it is known to be abandoned: whether a write fails then is a matter of moments.
        Awaitility.await().until(() -> now().abandoned() - before.abandoned(), abandoned -> abandoned == 1);
        gate.open();
        counted(1, 0);
    }

    @Test
    void theHeaderIsSeenToBeCommittedAndTheResponseToBeDelivered() {
        Gate gate = Gate.closed();
        Wire wire = Wire.to(port).get("/held");
        gate.visitor();
        Exchange exchange = onlyOne();
        int written = exchange.written();
        gate.open();
        String answer = wire.rest();

        counted(1, 1);
        assertThat(exchange.headerBytes()).isEqualTo(answer.indexOf("\r\n\r\n") + 4);
        assertThat(exchange.wasDelivered()).isTrue();
        assertThat(exchange.written()).isGreaterThan(written);
        assertThat(exchange.inWrite()).isFalse();
        assertThat(exchange.inRead()).isFalse();
    }

    @Test
    void aHeaderThatNginxHasHardlyRoomForIsSaidWithItsLargestField() {
        // A size of its own for each server: what was found on the one before is still in the report.
        // And a field named as the JDK's server would write any: with one capital.
        int size = 3500 + List.of(Server.values()).indexOf(server);
        String answer = Wire.to(port).get("/wrong?large" + size).rest();

        assertThat(answer).startsWith("HTTP/1.1 200");
        Awaitility.await()
                .untilAsserted(() -> assertThat(evidence(Code.RESPONSE_HEADER_LARGE))
                        .anySatisfy(evidence -> assertThat(evidence)
                                .containsEntry("bytes", answer.indexOf("\r\n\r\n") + 4)
                                .containsEntry("largest", "X-large")
                                .containsEntry("largestBytes", "X-large: \r\n".length() + size)));
    }

    @Test
    void aBodyShorterThanDeclaredIsNoAnswer() {
        try (Wire wire = Wire.to(port).send("GET /wrong?short HTTP/1.1\r\nHost: a.test\r\n\r\n")) {
            wire.readUntil("part");
            // What Grizzly counts of a body is not read.
            int told = server == Server.GRIZZLY_4_0 ? 0 : 1;
            failed(told);
            counted(1, 1 - told);
        }
    }

    @Test
    void aResponseThatIsTornOffIsNoAnswer() {
        try (Wire wire = Wire.to(port).send("GET /wrong?torn HTTP/1.1\r\nHost: a.test\r\n\r\n")) {
            // Undertow ends the chunks as if nothing had been: nobody behind it can tell.
            int torn = wire.readUntil("0\r\n\r\n").endsWith("0\r\n\r\n") ? 0 : 1;
            failed(torn);
            counted(1, 1 - torn);
        }
    }

    /** Tomcat closes the connection for an error of the virtual machine; others have an answer even then. */
    @Test
    void aConnectionThatIsClosedInPlaceOfAnAnswerIsNoAnswer() {
        String target = server.name().startsWith("TOMCAT") ? "/wrong?fatal" : "/error";
        try (Wire wire =
                Wire.to(port).send("GET " + target + " HTTP/1.1\r\nHost: a.test\r\nConnection: close\r\n\r\n")) {
            int closed = wire.rest().isEmpty() ? 1 : 0;
            failed(closed);
            counted(1, 1 - closed);
        }
    }

    @Test
    void aResponseThatOwesNoBodyIsWholeWithoutOne() {
        for (String request : List.of(
                "GET /wrong?unchanged", "GET /wrong?empty", "GET /wrong?none", "HEAD /sync", "HEAD /wrong?short")) {
            assertThat(Wire.to(port)
                            .send(request + " HTTP/1.1\r\nHost: a.test\r\nConnection: close\r\n\r\n")
                            .rest())
                    .startsWith("HTTP/1.1 ");
        }

        counted(5, 5);
    }

    /** A gateway without {@code proxy_http_version} asks like that, and the end of the connection is the end of the body. */
    @Test
    void aBodyThatEndsWithItsConnectionIsWhole() {
        Gate.closed().open();
        String request = " HTTP/1.0\r\nHost: a.test\r\n\r\n";

        // Reactor Netty sends chunks all the same.
        assertThat(Wire.to(port).send("GET /stream" + request).rest())
                .contains("first")
                .contains("last");
        assertThat(Wire.to(port).send("GET /sync" + request).rest()).endsWith("done");
        assertThat(Wire.to(port).send("HEAD /sync" + request).rest()).endsWith("\r\n\r\n");
        counted(3, 3);
        assertThat(now().failed()).isEqualTo(before.failed());
    }

    @Test
    void anErrorEndsIt() {
        assertThat(Wire.to(port).get("/error").rest()).startsWith("HTTP/1.1 500");

        counted(1, 1);
    }

    @Test
    void whatNobodyServesIsARequestToo() {
        assertThat(Wire.to(port).get("/nothing/here").rest()).startsWith("HTTP/1.1 404");

        counted(1, 1);
    }

    @Test
    void asynchronouslyItRunsUntilItIsCompleted() {
        Gate gate = Gate.closed();
        Wire wire = Wire.to(port).get("/async");
        gate.visitor();
        Exchange exchange = onlyOne();

        Awaitility.await().until(() -> exchange.thread() == null);
        assertThat(exchange.async()).isTrue();
        assertThat(quietExceptFor(1).started() - before.started()).isEqualTo(1);
        gate.open();
        assertThat(wire.rest()).endsWith("done");
        counted(1, 1);
    }

    @Test
    void anAsynchronousTimeoutEndsIt() {
        assertThat(Wire.to(port).get("/expire").rest()).startsWith("HTTP/1.1 500");

        counted(1, 1);
    }

    @Test
    void aStreamIsSeenToMove() {
        Gate gate = Gate.closed();
        Wire wire = Wire.to(port).get("/stream");
        gate.visitor();
        Exchange exchange = onlyOne();
        int first = exchange.written();

        assertThat(wire.readUntil("first")).contains("HTTP/1.1 200");
        assertThat(exchange.headerBytes()).isPositive();
        assertThat(first).isPositive();
        assertThat(exchange.wasDelivered()).isFalse();
        gate.open();
        assertThat(wire.rest()).contains("second").contains("last");
        counted(1, 1);
        assertThat(exchange.written()).isGreaterThan(first);
        assertThat(exchange.wasDelivered()).isTrue();
    }

    @Test
    void anUploadIsFollowedAsItComes() {
        Wire wire = Wire.to(port).post("/upload", "Content-Length: 10").send("half.");
        Exchange exchange = onlyOne();
        Object request = exchange.request();

        Awaitility.await().until(exchange::inRead);
        assertThat(exchange.view().bodyExpected(request)).isEqualTo(10);
        assertThat(exchange.view().bodyReceived(request)).isEqualTo(5);
        assertThat(wire.send("other").rest()).endsWith("10");
        counted(1, 1);
        assertThat(exchange.inRead()).isFalse();
    }

    @Test
    void aChunkedUploadIsKnownToBeWaitedFor() {
        Wire wire = Wire.to(port).post("/upload", "Transfer-Encoding: chunked").send("3\r\nabc\r\n");
        Exchange exchange = onlyOne();

        Awaitility.await().until(exchange::inRead);
        assertThat(exchange.view().bodyExpected(exchange.request())).isEqualTo(-1);
        assertThat(wire.send("0\r\n\r\n").rest()).contains("3");
        counted(1, 1);
    }

    @Test
    void eachRequestOfAConnectionCounts() {
        Wire wire = Wire.to(port);
        for (int i = 0; i < 5; i++) {
            wire.send("GET /sync HTTP/1.1\r\nHost: a.test\r\n\r\n");
            assertThat(wire.readUntil("done")).startsWith("HTTP/1.1 200");
        }

        counted(5, 5);
        wire.close();
        counted(5, 5);
    }

    @Test
    void eachRequestCountsThoughTheyCameInOnePiece() {
        String one = "GET /sync HTTP/1.1\r\nHost: a.test\r\n\r\n";
        Wire wire = Wire.to(port).send(one + one).get("/sync");

        assertThat(wire.rest()).containsPattern("(?s)done.*done.*done");
        counted(3, 3);
    }

    @Test
    void aClientThatLeavesUnderAWriteIsNotAnswered() {
        Wire wire = Wire.to(port).get("/flood");
        wire.readUntil("\r\n\r\n");
        Exchange exchange = onlyOne();
        wire.close();

        counted(1, 0);
        assertThat(quiet().abandoned() - before.abandoned()).isEqualTo(1);
        assertThat(exchange.inWrite()).isFalse();
    }

    @Test
    void aBlockedWriteIsSeenAsOne() {
        try (Wire wire = Wire.to(port).get("/flood")) {
            Exchange exchange = onlyOne();
            Awaitility.await().until(exchange::inWrite);
            int written = exchange.written();
            wire.readUntil("\r\n\r\n");
            for (int i = 0; i < 40; i++) {
                wire.readUntil("\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0");
            }

            assertThat(exchange.written()).isGreaterThanOrEqualTo(written);
        }
        counted(1, 0);
    }

    @Test
    void aClientThatLeavesEarlyAbandonsIt() {
        Gate gate = Gate.closed();
        Wire wire = Wire.to(port).get("/held");
        gate.visitor();
        onlyOne();
        wire.close();

        Awaitility.await().until(() -> now().abandoned() - before.abandoned(), abandoned -> abandoned == 1);
        assertThat(now().gaveUp()).isEqualTo(before.gaveUp());
        gate.open();
        counted(1, 0);
    }

    @Test
    void aGatewayThatLeavesAtItsLimitGaveUp() {
        Gate gate = Gate.closed();
        Wire wire = Wire.to(port).get("/held");
        gate.visitor();
        Exchange exchange = onlyOne();
        Awaitility.await()
                .pollDelay(Duration.ZERO)
                .atMost(Duration.ofSeconds(5))
                .until(() -> System.nanoTime() - exchange.arrivalNanos() > (LIMIT_MS + 5) * 1_000_000L);
        wire.close();

        Awaitility.await().until(() -> now().gaveUp() - before.gaveUp(), gaveUp -> gaveUp == 1);
        gate.open();
        counted(1, 0);
    }

    @Test
    void howeverManyEndAtOnceEachCountsAsWhatItCameTo() throws Exception {
        Gate.closed().open();
        List<Ending> endings = new ArrayList<>();
        for (int i = 0; i < 4 * ROUNDS; i++) {
            endings.addAll(List.of(Ending.values()));
        }
        Collections.shuffle(endings, new Random(ROUNDS));
        ExecutorService clients = Executors.newFixedThreadPool(4);
        for (Ending ending : endings) {
            clients.execute(() -> ending.to(port));
        }
        clients.shutdown();
        try {
            assertThat(clients.awaitTermination(10 + ROUNDS, TimeUnit.SECONDS)).isTrue();
        } finally {
            // What has not begun would be counted in other tests.
            clients.shutdownNow();
        }

        Map<Optional<Outcome>, Integer> expected = new HashMap<>();
        endings.forEach(each -> expected.merge(Optional.ofNullable(each.on(server)), each.requests, Integer::sum));
        Awaitility.await().pollInterval(Duration.ofMillis(5)).untilAsserted(() -> {
            Exchanges.Counts after = quiet();
            Map<Optional<Outcome>, Integer> seen = new HashMap<>();
            seen.put(Optional.empty(), (int) (after.answered() - before.answered()));
            seen.put(Optional.of(Outcome.FAILED), (int) (after.failed() - before.failed()));
            seen.put(Optional.of(Outcome.ABANDONED), (int) (after.abandoned() - before.abandoned()));
            seen.values().removeIf(none -> none == 0);
            assertThat(seen).isEqualTo(expected);
        });
    }

    /** As nginx speaks by default before 1.29.7: the end of the connection is that of the body. */
    @Test
    void aRequestOfHttp10EndsWhenAllOfItsAnswerIsSent() {
        Gate gate = Gate.closed();
        Wire wire = Wire.to(port).send("GET /stream HTTP/1.0\r\nHost: a.test\r\nConnection: close\r\n\r\n");
        wire.readUntil("first");
        Exchange exchange = onlyOne();
        assertThat(exchange.view().protocol(exchange.request())).isEqualTo("HTTP/1.0");
        gate.open();

        assertThat(wire.rest()).contains("second").contains("last");
        counted(1, 1);
        assertThat(Wire.to(port)
                        .send("GET /sync HTTP/1.0\r\nHost: a.test\r\nConnection: close\r\n\r\n")
                        .rest())
                .endsWith("done");
        counted(2, 2);
        assertThat(now().failed() - before.failed()).isZero();
    }

    /** Which is asked of one request a second, while the watchdog knows of a race; here it takes that back now and then. */
    @Test
    void howLongAConnectionWasIdleIsKnownOnceItIsWanted() {
        long start = System.nanoTime();
        ConditionFactory asking = Awaitility.await().pollInterval(Duration.ofMillis(100));
        try (Wire wire = Wire.to(port)) {
            if (server == Server.TOMCAT_11_NIO2 || server == Server.GRIZZLY_4_0) {
                // What served a connection serves others while that is idle.
                asking.during(Duration.ofMillis(1200)).until(() -> idleBefore(wire), idle -> idle < 0);
            } else {
                long idle = asking.until(() -> idleBefore(wire), longest -> longest >= 0);
                assertThat(idle).isBetween(50_000_000L, System.nanoTime() - start);
            }
        } finally {
            EngineUnderTest.exchanges().wantIdle(false);
        }
    }

    private static long idleBefore(Wire wire) {
        EngineUnderTest.exchanges().wantIdle(true);
        wire.send("GET /sync HTTP/1.1\r\nHost: a.test\r\n\r\n").readUntil("done");
        return EngineUnderTest.exchanges().takeLongestIdle();
    }

    @Test
    void pollsOfTheEndpointAreNoRequests() {
        String answer = Wire.to(port).get("/gateway-health").rest();

        assertThat(answer).startsWith("HTTP/1.1 200").contains("\"status\":");
        assertThat(Wire.to(port).send("POST /gateway-health HTTP/1.0\r\n\r\n").rest())
                .matches("(?s)HTTP/1\\.[01] 405 .*");
        counted(0, 0);
    }
}
