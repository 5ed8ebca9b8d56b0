package dev.gatewayhealth.agent.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.agent.engine.EngineUnderTest;
import dev.gatewayhealth.exchange.Exchange;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What servers on event loops owe besides: their threads leave a request that is not over, and see at once who hangs up. */
@ParameterizedClass(name = "{0}")
@EnumSource(
        mode = EnumSource.Mode.MATCH_ANY,
        names = {"REACTOR_NETTY_.*", "VERTX_.*"})
class EventLoopContractTest extends Contract {

    private static final String GET = " HTTP/1.1\r\nHost: a.test\r\n\r\n";

    EventLoopContractTest(Server server) {}

    @Test
    void aClientThatLeavesWhileNobodyWorksOnItAbandonsIt() {
        Gate gate = Gate.closed();
        Wire wire = Wire.to(port).get("/async");
        gate.visitor();
        onlyOne();
        wire.close();

        Awaitility.await().until(() -> now().abandoned() - before.abandoned(), abandoned -> abandoned == 1);
        assertThat(now().gaveUp()).isEqualTo(before.gaveUp());
        counted(1, 0);
        gate.open();
    }

    @Test
    void aGatewayThatLeavesAtItsLimitWhileNobodyWorksOnItGaveUp() {
        Gate gate = Gate.closed();
        Wire wire = Wire.to(port).get("/async");
        gate.visitor();
        Exchange exchange = onlyOne();
        Awaitility.await()
                .pollDelay(Duration.ZERO)
                .atMost(Duration.ofSeconds(5))
                .until(() -> System.nanoTime() - exchange.arrivalNanos() > (LIMIT_MS + 5) * 1_000_000L);
        wire.close();

        Awaitility.await().until(() -> now().gaveUp() - before.gaveUp(), gaveUp -> gaveUp == 1);
        counted(1, 0);
        gate.open();
    }

    @Test
    void aServiceThatHangsUpHasFailed() {
        assertThat(Wire.to(port).get("/hangup").rest()).isEmpty();

        counted(1, 0);
        assertThat(now().failed() - before.failed()).isEqualTo(1);
    }

    @Test
    void aPollBetweenRequestsIsAnsweredInItsTurn() {
        Gate gate = Gate.closed();
        Wire wire = Wire.to(port).send("GET /async" + GET + "GET /gateway-health" + GET + "GET /sync" + GET);
        gate.visitor();
        gate.open();

        assertThat(wire.readUntil("done")).startsWith("HTTP/1.1 200").doesNotContain("status");
        assertThat(wire.readUntil("done")).containsPattern("(?s)^HTTP/1.1 200.*\"status\":.*HTTP/1.1 200.*done$");
        wire.close();
        counted(2, 2);
    }

    @Test
    void aConnectionServesRequestsAndPollsInTurn() {
        Wire wire = Wire.to(port);
        for (int i = 0; i < 3; i++) {
            wire.send("GET /gateway-health" + GET);
            assertThat(wire.readUntil("}")).startsWith("HTTP/1.1 200").contains("Connection: keep-alive");
            wire.send("GET /sync" + GET);
            assertThat(wire.readUntil("done")).startsWith("HTTP/1.1 200");
        }
        wire.close();

        counted(3, 3);
    }

    @Test
    void whileTheInstanceLeavesEachAnswerIsTheLastOfItsConnection() {
        EngineUnderTest.drain().begin();
        try {
            assertThat(Wire.to(port).send("GET /sync" + GET).rest())
                    .startsWith("HTTP/1.1 200")
                    .containsIgnoringCase("connection: close")
                    .endsWith("done");
        } finally {
            EngineUnderTest.drain().end();
        }
        assertThat(Wire.to(port).send("GET /sync" + GET).readUntil("done"))
                .doesNotContainIgnoringCase("connection: close");
        counted(2, 2);
    }

    @Test
    void theBodyOfAPollIsNotTheApplications() {
        Wire wire =
                Wire.to(port).send("POST /gateway-health HTTP/1.1\r\nHost: a.test\r\nContent-Length: 10\r\n\r\nhalf.");
        wire.send("other" + "GET /sync" + GET);

        assertThat(wire.readUntil("done")).startsWith("HTTP/1.1 405").contains("HTTP/1.1 200");
        wire.close();
        counted(1, 1);
    }

    @Test
    void aHeadIsAnsweredWithoutABody() {
        assertThat(Wire.to(port)
                        .send("HEAD /sync HTTP/1.1\r\nHost: a.test\r\nConnection: close\r\n\r\n")
                        .rest())
                .startsWith("HTTP/1.1 200")
                .endsWith("\r\n\r\n");

        counted(1, 1);
    }

    @Test
    void anInterimResponseIsNotTheAnswer() {
        Wire wire = Wire.to(port).post("/upload", "Content-Length: 10\r\nExpect: 100-continue");
        assertThat(wire.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 100");
        Exchange exchange = onlyOne();

        assertThat(exchange.headerBytes()).isEqualTo(-1);
        Awaitility.await().until(exchange::inRead);
        assertThat(wire.send("half.other").rest()).startsWith("HTTP/1.1 200").endsWith("10");
        counted(1, 1);
    }

    @Test
    void trafficOfAWebSocketInEitherDirectionIsSeen() {
        Wire wire = Wire.to(port).send("""
                        GET /websocket HTTP/1.1\r
                        Host: a.test\r
                        Connection: Upgrade\r
                        Upgrade: websocket\r
                        Sec-WebSocket-Version: 13\r
                        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                        \r
                        """);
        assertThat(wire.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 101");
        Exchange exchange = onlyOne();
        Awaitility.await().until(() -> exchange.headerBytes() > 0);
        int written = exchange.written();

        // A ping, masked with zeros, and the pong it is answered with.
        wire.send("\u0089\u0080\0\0\0\0");
        assertThat(wire.readUntil("\u008a\0")).isNotEmpty();
        Awaitility.await().until(() -> exchange.written() >= written + 2);
        assertThat(exchange.wasDelivered()).isFalse();
        wire.close();
        counted(1, 1);
    }

    @Test
    void whatTheServiceAsksOthersIsNoRequestOfIts() {
        assertThat(Wire.to(port).get("/client?" + port).rest())
                .startsWith("HTTP/1.1 200")
                .endsWith("done");

        counted(2, 2);
    }
}
