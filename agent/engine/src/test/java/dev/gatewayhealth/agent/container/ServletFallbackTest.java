package dev.gatewayhealth.agent.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.agent.engine.EngineUnderTest;
import dev.gatewayhealth.exchange.Exchange;
import dev.gatewayhealth.exchange.Exchanges;
import dev.gatewayhealth.report.Report;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.IllegalClassFormatException;
import java.security.ProtectionDomain;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Servlet containers of which nothing is woven but the class of all servlets, as if nobody knew them. */
@ParameterizedClass(name = "{0}")
@EnumSource(names = {"TOMCAT_9", "TOMCAT_11", "JETTY_12_1", "UNDERTOW_2_3"})
class ServletFallbackTest {

    private static final int LIMIT_MS = 1500;

    /** What a servlet of the application serves with an error, if it is asked. */
    private static final String ENDPOINT = "/error";

    private static Container container;
    private static int port;

    private Exchanges.Counts before;

    ServletFallbackTest(Server server) {}

    @BeforeParameterizedClassInvocation
    static void start(Server server) throws Exception {
        EngineUnderTest.start("proxy_read_timeout=" + LIMIT_MS + "ms,probe.every=off,path=" + ENDPOINT);
        container = server.load(new OnlyServlets(EngineUnderTest.weaver()));
        port = container.start();
        assertThat(Wire.to(port).get("/sync").rest()).endsWith("done");
    }

    @AfterParameterizedClassInvocation
    static void stop() throws Exception {
        container.stop();
    }

    @BeforeEach
    void count() {
        before = Contract.quiet();
    }

    @Test
    void aRequestIsOneExchangeOnTheThreadOfItsServlet() {
        Gate gate = Gate.closed();
        Wire wire = Wire.to(port).get("/held");
        Thread working = gate.visitor();
        Exchange exchange = Contract.onlyOne();

        assertThat(exchange.thread()).isSameAs(working);
        assertThat(exchange.view().method(exchange.request())).isEqualTo("GET");
        assertThat(exchange.view().path(exchange.request())).isEqualTo("/held");
        assertThat(exchange.view().header(exchange.request(), "x-mark")).isEqualTo("here");
        gate.open();
        assertThat(wire.rest()).endsWith("done");
        counted(1);
    }

    @Test
    void oneThatGoesOnAsynchronouslyEndsWithItsCompletion() {
        Gate gate = Gate.closed();
        Wire wire = Wire.to(port).get("/async");
        Thread unused = gate.visitor();
        Awaitility.await().until(() -> Contract.onlyOne().async());

        gate.open();
        assertThat(wire.rest()).endsWith("done");
        counted(1);
    }

    @Test
    void oneThatIsDispatchedIsTheSameExchange() {
        Gate gate = Gate.closed();
        Wire wire = Wire.to(port).get("/dispatch");
        Thread working = gate.visitor();

        assertThat(Contract.onlyOne().thread()).isSameAs(working);
        gate.open();
        assertThat(wire.rest()).endsWith("done");
        counted(1);
    }

    @Test
    void oneThatExpiresEnds() {
        Wire.to(port).get("/expire").rest();

        counted(1);
    }

    @Test
    void theEndpointIsAnsweredInTheServletsPlace() {
        assertThat(Wire.to(port).get(ENDPOINT).rest())
                .startsWith("HTTP/1.1 200")
                .contains("{\"status\":\"");
        counted(0);
    }

    @Test
    void theReportSaysThatItIsAFallBack() {
        Awaitility.await()
                .until(() -> EngineUnderTest.report().hooks().stream()
                        .map(Report.Hook::point)
                        .anyMatch("HttpServlet.service (servlet fall-back)"::equals));
    }

    @Test
    void beforeItsHeaderASlowOneIsWarnedOf() {
        Gate gate = Gate.closed();
        Wire wire = Wire.to(port).get("/held");
        Thread unused = gate.visitor();

        Awaitility.await().until(() -> isNear("/held"));
        gate.open();
        wire.rest();
    }

    /** nginx passes a body on as it comes from a slow client, if it is told to ({@code proxy_request_buffering off}). */
    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 10", "Transfer-Encoding: chunked"})
    void whileItWaitsForItsBodyNothingIsSaidOfIt(String framing) {
        boolean chunked = framing.startsWith("Transfer");
        Wire wire = Wire.to(port).post("/upload", framing).send(chunked ? "5\r\nhalf.\r\n" : "half.");
        Contract.onlyOne();

        Awaitility.await()
                .during(Duration.ofMillis(LIMIT_MS + 500))
                .atMost(Duration.ofSeconds(10))
                .until(() -> !isNear("/upload"));
        assertThat(wire.send(chunked ? "5\r\nother\r\n0\r\n\r\n" : "other").rest())
                .contains("10");
        counted(1);
    }

    @Test
    void oneWhoseBodyNobodyReadsIsWarnedOf() {
        Gate gate = Gate.closed();
        Wire wire = Wire.to(port).post("/held", "Content-Length: 4").send("body");
        Thread unused = gate.visitor();

        Awaitility.await().until(() -> isNear("/held"));
        gate.open();
        wire.rest();
    }

    /** What is written is not seen, so silence would be a guess. */
    @Test
    void afterItsHeaderNothingIsSaidOfIt() {
        Gate gate = Gate.closed();
        Wire wire = Wire.to(port).get("/stream");
        Thread unused = gate.visitor();

        Awaitility.await()
                .during(Duration.ofMillis(LIMIT_MS + 500))
                .atMost(Duration.ofSeconds(10))
                .until(() -> !isNear("/stream"));
        gate.open();
        assertThat(wire.rest()).contains("second", "last");
        counted(1);
    }

    private static boolean isNear(String path) {
        return EngineUnderTest.report().exchanges().near().stream().anyMatch(near -> path.equals(near.path()));
    }

    private void counted(int exchanges) {
        Exchanges.Counts after = Contract.quiet();
        assertThat(after.started() - before.started()).isEqualTo(exchanges);
        assertThat(after.answered() - before.answered()).isEqualTo(exchanges);
    }

    private record OnlyServlets(ClassFileTransformer weaver) implements ClassFileTransformer {

        @Override
        public byte[] transform(
                ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] bytes)
                throws IllegalClassFormatException {
            return name.endsWith("/servlet/http/HttpServlet")
                    ? weaver.transform(loader, name, redefined, domain, bytes)
                    : null;
        }
    }
}
