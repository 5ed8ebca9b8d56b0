package dev.gatewayhealth.agent.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.agent.engine.EngineUnderTest;
import dev.gatewayhealth.exchange.Exchange;
import dev.gatewayhealth.exchange.Exchanges;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What only servers with the servlet API know, and HTTP/2, which is followed on those alone. */
@ParameterizedClass(name = "{0}")
@EnumSource(
        mode = EnumSource.Mode.MATCH_NONE,
        names = {"REACTOR_NETTY_.*", "VERTX_.*", "JDK_.*", "GRIZZLY_.*", ".*_MOVED", "OLD_.*"})
class ServletContractTest extends Contract {

    private static final String COMPRESSED =
            " HTTP/1.1\r\nHost: a.test\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n";

    private final Server server;

    ServletContractTest(Server server) {
        this.server = server;
    }

    @Test
    void dispatchedItIsTheSameRequestOnAnotherThread() {
        Gate gate = Gate.closed();
        Wire wire = Wire.to(port).get("/dispatch");
        Thread working = gate.visitor();
        Exchange exchange = onlyOne();

        assertThat(exchange.thread()).isSameAs(working);
        assertThat(exchange.async()).isTrue();
        gate.open();
        assertThat(wire.rest()).endsWith("done");
        counted(1, 1);
    }

    @Test
    void whatIsReadAndWrittenWithoutBlockingIsOneExchange() {
        Wire wire = Wire.to(port).post("/nonblocking", "Content-Length: 10").send("half.");
        Exchange exchange = onlyOne();

        Awaitility.await().until(() -> exchange.thread() == null);
        assertThat(exchange.async()).isTrue();
        assertThat(exchange.view().bodyExpected(exchange.request())).isEqualTo(10);
        assertThat(exchange.view().bodyReceived(exchange.request())).isEqualTo(5);
        assertThat(wire.send("other").readUntil("\r\n\r\n")).startsWith("HTTP/1.1 200");
        assertThat(wire.rest()).hasSize(1 << 18);
        counted(1, 1);
        assertThat(exchange.wasDelivered()).isTrue();
        assertThat(exchange.inWrite()).isFalse();
    }

    @Test
    void aFileThatTheKernelSendsIsOneExchange() {
        Wire wire = Wire.to(port).get("/file?262144");

        assertThat(wire.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 200");
        assertThat(wire.rest()).hasSize(1 << 18);
        counted(1, 1);
    }

    /** Of what a Tomcat has the kernel send its own request is over at once, and its poller sees to the rest. */
    @Test
    void aClientThatLeavesWhileAFileIsSentIsNoFailure() {
        int over = server.name().startsWith("TOMCAT") ? 1 : 0;
        // More than lies between two ends of a connection.
        Wire wire = Wire.to(port).get("/file?100000000");
        wire.readUntil("\r\n\r\n");
        wire.close();

        counted(1, over);
        assertThat(now().failed()).isEqualTo(before.failed());
    }

    /** All servers here compress for those who accept it. */
    @Test
    void aCompressedAnswerIsAnAnswer() {

        assertThat(Wire.to(port).send("GET /wrong?large10" + COMPRESSED).rest()).startsWith("HTTP/1.1 200");
        assertThat(Wire.to(port).send("GET /sync" + COMPRESSED).rest())
                .startsWith("HTTP/1.1 200")
                .containsIgnoringCase("content-encoding: gzip")
                .doesNotContain("done");
        assertThat(Wire.to(port).send("HEAD /sync" + COMPRESSED).rest()).startsWith("HTTP/1.1 200");
        counted(3, 3);
    }

    /** What is compressed may be kept back until there is more of it, but its end is seen, and that it was whole. */
    @Test
    void aCompressedStreamIsWholeAtItsEnd() {
        Gate gate = Gate.closed();
        Wire wire = Wire.to(port).send("GET /stream" + COMPRESSED);
        gate.visitor();
        Exchange exchange = onlyOne();
        gate.open();

        assertThat(wire.rest()).containsIgnoringCase("content-encoding: gzip").doesNotContain("second");
        counted(1, 1);
        assertThat(exchange.wasDelivered()).isTrue();
        assertThat(now().failed()).isEqualTo(before.failed());
    }

    @Test
    void aClientThatLeavesUnderACompressedWriteIsNotAnswered() {
        // Of what compresses badly, or it would all fit into what the kernel keeps.
        Wire wire = Wire.to(port).send("GET /shape?noise" + COMPRESSED);
        wire.readUntil("\r\n\r\n");
        onlyOne();
        wire.close();

        counted(1, 0);
    }

    /** Each is whole, though its length is not that of what was written, or is not known. */
    @ParameterizedTest
    @ValueSource(strings = {"part", "none", "reset", "close", "early"})
    void whateverItsShapeItIsAnAnswer(String shape) {
        String answer = thenAnother("GET /shape?" + shape);
        // Nothing is asked behind what was closed.
        int asked = answer.endsWith("done") ? 2 : 1;

        assertThat(answer).startsWith("HTTP/1.1 20");
        counted(asked, asked);
        assertThat(now().failed()).isEqualTo(before.failed());
    }

    /** Jetty 9.4 has none; 10 and 11 break off where they should send it, as they do with nobody watching. */
    @Test
    void aResponseMayHaveTrailers() {
        String answer = thenAnother("GET /shape?trailer");
        int asked = answer.endsWith("done") ? 2 : 1;
        int torn = answer.startsWith("HTTP/1.1 200") && !answer.contains("X-Sum: 4") ? 1 : 0;

        assertThat(torn).isEqualTo(server == Server.JETTY_10 || server == Server.JETTY_11 ? 1 : 0);
        counted(asked, asked - torn);
        failed(torn);
    }

    private static String thenAnother(String request) {
        return Wire.to(port)
                .send(request + " HTTP/1.1\r\nHost: a.test\r\nTE: trailers\r\n\r\n"
                        + "GET /sync HTTP/1.1\r\nHost: a.test\r\nConnection: close\r\n\r\n")
                .rest();
    }

    @Test
    void aBodyMayHaveTrailers() {
        Wire wire = Wire.to(port)
                .post("/upload", "Transfer-Encoding: chunked\r\nTrailer: X-Sum")
                .send("3\r\nabc\r\n0\r\nX-Sum: 6\r\n\r\n");

        assertThat(wire.rest()).startsWith("HTTP/1.1 200").contains("3");
        counted(1, 1);
    }

    @Test
    void anUpgradedConnectionRunsUntilItIsClosedAndItsTrafficIsSeen() {
        Wire wire = Wire.to(port)
                .send("GET /talk HTTP/1.1\r\nHost: a.test\r\nConnection: Upgrade\r\nUpgrade: talk\r\n\r\n");
        assertThat(wire.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 101");
        Exchange exchange = onlyOne();
        Awaitility.await().until(exchange::isTunnel);
        int written = exchange.written();

        assertThat(wire.send("a").readUntil("a")).isEqualTo("a");
        // One in, one out.
        Awaitility.await().until(() -> exchange.written() >= written + 2);
        assertThat(exchange.view().path(exchange.request())).isEqualTo("/talk");
        assertThat(exchange.view().header(exchange.request(), "Host")).isEqualTo("a.test");
        assertThat(exchange.thread()).isNull();
        assertThat(exchange.wasDelivered()).isFalse();
        wire.close();
        counted(1, 1);
    }

    @Test
    void anUpgradedConnectionThatCarriesNothingIsNearItsLimit() {
        Wire wire = Wire.to(port)
                .send("GET /talk HTTP/1.1\r\nHost: a.test\r\nConnection: Upgrade\r\nUpgrade: talk\r\n\r\n");
        wire.readUntil("\r\n\r\n");
        onlyOne();

        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(EngineUnderTest.report().exchanges().near())
                                .anyMatch(near -> near.path().equals("/talk")));
        wire.close();
        counted(1, 1);
    }

    @Test
    void overHttp2EachStreamIsARequest() throws Exception {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/sync"))
                .build();
        // The first is an upgrade, which some servers count as a request of its own.
        client.send(request, HttpResponse.BodyHandlers.ofString());
        Exchanges.Counts upgraded = quiet();
        for (int i = 0; i < 3; i++) {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(response.body()).isEqualTo("done");
        }

        assertThat(quiet().answered() - upgraded.answered()).isEqualTo(3);
    }

    @Test
    void overHttp2FromTheFirstByteOnEachStreamIsARequest() {
        Wire wire = Wire.to(port).http2();
        wire.stream(1, "/sync").readUntil("done");
        wire.stream(3, "/sync").readUntil("done");

        counted(2, 2);
        wire.close();
        counted(2, 2);
    }

    @Test
    void aStreamOfHttp2IsSeenToMove() throws Exception {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
        URI uri = URI.create("http://127.0.0.1:" + port);
        client.send(HttpRequest.newBuilder(uri.resolve("/sync")).build(), HttpResponse.BodyHandlers.discarding());
        quiet();
        Gate gate = Gate.closed();
        var answer = client.sendAsync(
                HttpRequest.newBuilder(uri.resolve("/stream")).build(), HttpResponse.BodyHandlers.ofString());
        Thread working = gate.visitor();
        Exchange exchange = onlyOne();

        assertThat(exchange.thread()).isSameAs(working);
        assertThat(exchange.view().protocol(exchange.request())).isEqualTo("HTTP/2.0");
        assertThat(exchange.view().header(exchange.request(), "host")).startsWith("127.0.0.1");
        assertThat(exchange.headerBytes()).isZero();
        int first = exchange.written();
        gate.open();
        assertThat(answer.get().body()).isEqualTo("firstsecondlast");
        quiet();
        assertThat(exchange.written()).isGreaterThan(first);
    }
}
