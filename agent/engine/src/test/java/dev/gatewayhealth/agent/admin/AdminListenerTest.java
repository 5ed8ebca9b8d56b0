package dev.gatewayhealth.agent.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatewayhealth.report.HealthEndpoint;
import dev.gatewayhealth.report.Pollers;
import dev.gatewayhealth.report.PreparedAnswers;
import dev.gatewayhealth.report.Status;
import dev.gatewayhealth.settings.Problem;
import dev.gatewayhealth.settings.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class AdminListenerTest {

    private static final String GET = "GET /gateway-health HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final String UP = "{\"status\":\"UP\",\"findings\":[]}";

    private final AtomicLong elapsed = new AtomicLong();
    private final AtomicInteger drains = new AtomicInteger();
    private final List<String> log = new CopyOnWriteArrayList<>();
    private final Pollers pollers = new Pollers(System::nanoTime);
    private volatile PreparedAnswers answers = PreparedAnswers.of(SomeReport.of(Status.UP), 5);
    private final AdminListener listener = listener(null);

    @BeforeEach
    void start() throws IOException {
        listener.start("127.0.0.1", 0);
    }

    @AfterEach
    void closesWithoutAnyFailure() {
        listener.close();
        assertThat(log).isEmpty();
    }

    @Test
    void oldClientsWithoutHostAreAnswered() throws IOException {
        String answer = Raw.exchange(listener.port(), "GET /gateway-health HTTP/1.0\r\n\r\n");

        assertThat(answer)
                .startsWith("HTTP/1.1 200 OK\r\n")
                .contains("\r\nConnection: close\r\n")
                .endsWith("\r\n\r\n" + UP);
    }

    @Test
    void onePollThatFailsAndALogThatFailsTooCostNoneOfTheNext() throws IOException {
        Iterator<Error> failures = List.<Error>of(new OutOfMemoryError("heap"), new StackOverflowError())
                .iterator();
        HealthEndpoint endpoint = new HealthEndpoint("/gateway-health", null, () -> fails(failures), null, null);
        try (AdminListener failing = new AdminListener(endpoint, pollers, line -> {
            throw new OutOfMemoryError("heap");
        })) {
            failing.start("127.0.0.1", 0);
            for (int i = 0; i < 2; i++) {
                assertThat(Raw.exchange(failing.port(), "GET /gateway-health HTTP/1.0\r\n\r\n"))
                        .isEmpty();
            }

            assertThat(Raw.exchange(failing.port(), "GET /gateway-health HTTP/1.0\r\n\r\n"))
                    .endsWith(UP);
        }
    }

    private PreparedAnswers fails(Iterator<Error> failures) {
        if (failures.hasNext()) {
            throw failures.next();
        }
        return answers;
    }

    @Test
    void theStatusIsTheCurrentOne() throws IOException {
        try (Raw raw = new Raw(listener.port())) {
            assertThat(raw.send(GET).answer()).startsWith("HTTP/1.1 200 OK\r\n");
            answers = PreparedAnswers.of(SomeReport.of(Status.DOWN), 5);
            assertThat(raw.send(GET).answer())
                    .startsWith("HTTP/1.1 503 Service Unavailable\r\n")
                    .contains("\r\nRetry-After: 5\r\n");
        }
    }

    @Test
    void connectionsAreKept() throws IOException {
        try (Raw raw = new Raw(listener.port())) {
            for (int i = 0; i < 3; i++) {
                assertThat(raw.send(GET).answer())
                        .contains("\r\nConnection: keep-alive\r\n")
                        .endsWith(UP);
            }
        }
    }

    @Test
    void anOldClientMayAskToKeepTheConnection() throws IOException {
        String request = "GET /gateway-health HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n";
        try (Raw raw = new Raw(listener.port())) {
            assertThat(raw.send(request).answer()).contains("\r\nConnection: keep-alive\r\n");
            assertThat(raw.send(request).answer()).endsWith(UP);
        }
    }

    @Test
    void aClientMayAskToClose() throws IOException {
        assertThat(Raw.exchange(
                        listener.port(), "GET /gateway-health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .contains("\r\nConnection: close\r\n")
                .endsWith(UP);
    }

    @Test
    void requestsSentTogetherAreAnsweredInTheirOrder() throws IOException {
        String options = "OPTIONS /gateway-health HTTP/1.1\r\nHost: x\r\n\r\n";
        String missing = "GET /other HTTP/1.1\r\nHost: x\r\n\r\n";
        try (Raw raw = new Raw(listener.port())) {
            raw.send((GET + options + missing).repeat(400));
            for (int i = 0; i < 400; i++) {
                assertThat(raw.answer()).endsWith(UP);
                assertThat(raw.answer()).contains("\r\nAllow: GET, HEAD, OPTIONS\r\n");
                assertThat(raw.answer()).startsWith("HTTP/1.1 404 ");
            }
        }
    }

    @Test
    void aRequestMayComeByteByByte() throws IOException {
        try (Raw raw = new Raw(listener.port())) {
            for (char c : ("\r\n" + GET).toCharArray()) {
                raw.send(String.valueOf(c));
            }
            assertThat(raw.answer()).endsWith(UP);
        }
    }

    @Test
    void headHasTheLengthAndNoBody() throws IOException {
        try (Raw raw = new Raw(listener.port())) {
            raw.send("HEAD /gateway-health HTTP/1.1\r\nHost: x\r\n\r\n" + GET);
            assertThat(raw.answer(true)).contains("\r\nContent-Length: " + UP.length() + "\r\n");
            assertThat(raw.answer()).startsWith("HTTP/1.1 200 OK\r\n");
        }
    }

    @Test
    void acceptAndAbsoluteTargetsAreUnderstood() throws IOException {
        assertThat(Raw.exchange(
                        listener.port(),
                        "GET http://svc:9000/gateway-health?x HTTP/1.0\r\naccept:\ttext/plain \r\n\r\n"))
                .endsWith("\r\n\r\nUP");
    }

    @Test
    void reportAndMetricsAreServed() throws IOException {
        assertThat(Raw.exchange(listener.port(), "GET /gateway-health/report HTTP/1.0\r\n\r\n"))
                .contains("\"version\":\"test\"");
        assertThat(Raw.exchange(listener.port(), "GET /gateway-health/metrics HTTP/1.0\r\n\r\n"))
                .endsWith("\r\n\r\ngateway_health 1.0\n");
    }

    @Test
    void theTokenIsAskedForWhenItIsSet() throws IOException {
        try (AdminListener guarded = listener("s3cret")) {
            guarded.start("127.0.0.1", 0);
            String report = "GET /gateway-health/report HTTP/1.0\r\n";
            assertThat(Raw.exchange(guarded.port(), report + "\r\n")).startsWith("HTTP/1.1 401 Unauthorized\r\n");
            assertThat(Raw.exchange(guarded.port(), report + "Authorization: Bearer s3cret\r\n\r\n"))
                    .startsWith("HTTP/1.1 200 OK\r\n");
            assertThat(Raw.exchange(guarded.port(), "GET /gateway-health HTTP/1.0\r\n\r\n"))
                    .endsWith(UP);
        }
    }

    @Test
    void drainingIsPostedAndItsBodySkipped() throws IOException {
        try (Raw raw = new Raw(listener.port())) {
            raw.send("POST /gateway-health/drain HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\na=b\n\n" + GET);
            assertThat(raw.answer()).startsWith("HTTP/1.1 202 Accepted\r\n");
            assertThat(raw.answer()).endsWith(UP);
            assertThat(drains).hasValue(1);
        }
    }

    @Test
    void aWebPageCannotDrain() throws IOException {
        assertThat(Raw.exchange(
                        listener.port(), "POST /gateway-health/drain HTTP/1.0\r\nOrigin: https://evil.example\r\n\r\n"))
                .startsWith("HTTP/1.1 403 Forbidden\r\n");
        assertThat(drains).hasValue(0);
    }

    @Test
    void aLongBodyEndsTheConnectionWithoutAReset() throws IOException {
        try (Raw raw = new Raw(listener.port())) {
            raw.send("POST /gateway-health HTTP/1.1\r\nHost: x\r\nContent-Length: 200000\r\n\r\n");
            assertThat(raw.answer())
                    .startsWith("HTTP/1.1 405 Method Not Allowed\r\n")
                    .contains("\r\nConnection: close\r\n");
            assertThat(raw.ended()).isTrue();
            for (int i = 0; i < 20; i++) {
                raw.send("x".repeat(1000));
            }
        }
    }

    static List<String> malformed() {
        String get = "GET /gateway-health HTTP/1.1\r\n";
        return List.of(
                "hello\r\n\r\n",
                "GET /gateway-health\r\n\r\n",
                "GET  /gateway-health HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /gateway-health HTTP/1.1 \r\nHost: x\r\n\r\n",
                "GET /gateway-health HTTP/2.0\r\nHost: x\r\n\r\n",
                "GET /gateway-health HTTP/1.12\r\nHost: x\r\n\r\n",
                "G\u0001T /gateway-health HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /gateway\u0000health HTTP/1.1\r\nHost: x\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003\n\n",
                get + "\r\n",
                get + "Host: x\r\nHost: y\r\n\r\n",
                get + "Host: x\r\nno colon\r\n\r\n",
                get + "Host: x\r\nAccept : text/plain\r\n\r\n",
                get + "Host: x\r\nAccept: a\r\n folded\r\n\r\n",
                get + "Host: x\r\n: empty\r\n\r\n",
                get + "Host: x\r\nX: a\u0000b\r\n\r\n",
                get + "Host: x\r\nX: a\rb\r\n\r\n",
                get + "Host: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                get + "Host: x\r\nContent-Length: -1\r\n\r\n",
                get + "Host: x\r\nContent-Length: +1\r\n\r\n",
                get + "Host: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
                get + "Host: x\r\nContent-Length: \r\n\r\n",
                get + "Host: x\r\nContent-Length: 9999999999999999999\r\n\r\n");
    }

    @ParameterizedTest(name = "[{index}]")
    @MethodSource("malformed")
    void whatIsMalformedIsRefusedAndTheConnectionEnded(String request) throws IOException {
        assertThat(Raw.exchange(listener.port(), request + GET))
                .startsWith("HTTP/1.1 400 Bad Request\r\n")
                .endsWith("\r\nConnection: close\r\n\r\n")
                .containsOnlyOnce("HTTP/1.1");
    }

    @Test
    void anEndlessHeadIsRefused() throws IOException {
        assertThat(Raw.exchange(listener.port(), "GET / HTTP/1.1\r\nHost: x\r\nX: " + "x".repeat(100_000)))
                .startsWith("HTTP/1.1 431 Request Header Fields Too Large\r\n");
    }

    @Test
    void aHeadOfEightKilobytesIsRead() throws IOException {
        String start = "GET /gateway-health HTTP/1.0\r\nX: ";
        String request = start + "x".repeat(8192 - start.length() - 4) + "\r\n\r\n";

        assertThat(Raw.exchange(listener.port(), request)).endsWith(UP);
    }

    @Test
    void pollersThatResetLeaveNoTrace() throws IOException {
        for (int i = 0; i < 300; i++) {
            Raw raw = new Raw(listener.port());
            raw.send("OPTIONS /gateway-health HTTP/1.0\r\n\r\n");
            if (i % 3 > 0) {
                raw.socket().getInputStream().readNBytes(i % 3 * 12);
            }
            raw.reset();
        }
        assertThat(Raw.exchange(listener.port(), "GET /gateway-health HTTP/1.0\r\n\r\n"))
                .endsWith(UP);
    }

    @Test
    void pollsAreNoted() throws IOException {
        Raw.exchange(listener.port(), "GET /gateway-health HTTP/1.0\r\nUser-Agent: kube-probe/1.29\r\n\r\n");
        answers = PreparedAnswers.of(SomeReport.of(Status.DOWN), 5);
        Raw.exchange(listener.port(), "GET /gateway-health HTTP/1.0\r\nUser-Agent: kube-probe/1.29\r\n\r\n");
        Raw.exchange(listener.port(), "GET /nothing HTTP/1.0\r\nUser-Agent: curl/8\r\n\r\n");

        assertThat(pollers.report(Instant.now())).singleElement().satisfies(poller -> {
            assertThat(poller.from()).isEqualTo("127.0.0.1");
            assertThat(poller.agent()).isEqualTo("kube-probe");
            assertThat(poller.sawDown()).isEqualTo(1);
        });
    }

    @Test
    void fiveHundredAtOnceAreAllAnswered() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(500);
        try {
            Callable<String> poll = () -> Raw.exchange(listener.port(), "GET /gateway-health HTTP/1.0\r\n\r\n");
            List<Callable<String>> polls = new ArrayList<>();
            for (int i = 0; i < 2000; i++) {
                polls.add(poll);
            }
            for (Future<String> answer : clients.invokeAll(polls)) {
                assertThat(answer.get()).endsWith(UP);
            }
        } finally {
            clients.shutdownNow();
        }
    }

    @Test
    void fiveHundredOpenConnectionsAreAllAnswered() throws IOException {
        List<Raw> open = new ArrayList<>();
        try {
            for (int i = 0; i < 500; i++) {
                open.add(new Raw(listener.port()));
            }
            for (int round = 0; round < 2; round++) {
                for (Raw raw : open) {
                    raw.send(GET);
                }
                for (Raw raw : open) {
                    assertThat(raw.answer()).endsWith(UP);
                }
            }
        } finally {
            closeAll(open);
        }
    }

    @Test
    void slowClientsKeepNobodyOut() throws IOException {
        List<Raw> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 1200; i++) {
                slow.add(new Raw(listener.port()).send("GET /gateway-health HTTP/1.1\r\nX-"));
            }
            for (int i = 0; i < 20; i++) {
                assertThat(Raw.exchange(listener.port(), "GET /gateway-health HTTP/1.0\r\n\r\n"))
                        .endsWith(UP);
            }
            slow.get(0).socket().setSoTimeout(5_000);
            assertThat(slow.get(0).rest()).as("the oldest gave way").isEmpty();
        } finally {
            closeAll(slow);
        }
    }

    @Test
    void aHeadThatDoesNotEndInTimeIsCut() throws IOException {
        try (Raw slow = new Raw(listener.port())) {
            slow.send("GET /gateway-health HTTP/1.1\r\n");
            assertThat(Raw.exchange(listener.port(), "GET /gateway-health HTTP/1.0\r\n\r\n"))
                    .endsWith(UP);
            pass(Duration.ofSeconds(9));
            slow.send("X: y\r\n");
            pass(Duration.ofSeconds(2));
            assertThat(slow.rest()).isEmpty();
        }
    }

    @Test
    void anIdleConnectionOutlivesNginxsOwnMinute() throws IOException {
        try (Raw raw = new Raw(listener.port())) {
            raw.send(GET).answer();
            pass(Duration.ofSeconds(61));
            assertThat(raw.send(GET).answer()).endsWith(UP);
            pass(Duration.ofSeconds(76));
            assertThat(raw.ended()).isTrue();
        }
    }

    @Test
    void aLongReportReachesASlowReaderAndHoldsUpNobody() throws IOException {
        answers = PreparedAnswers.of(SomeReport.of(Status.UP, 900), 5);
        try (Raw slow = new Raw(listener.port())) {
            slow.send("GET /gateway-health/report HTTP/1.1\r\nHost: x\r\n\r\n".repeat(20) + GET);
            assertThat(Raw.exchange(listener.port(), "GET /gateway-health HTTP/1.0\r\n\r\n"))
                    .endsWith(UP);
            for (int i = 0; i < 20; i++) {
                assertThat(slow.answer()).hasSizeGreaterThan(900_000).endsWith("\"findings\":[]}");
            }
            assertThat(slow.answer()).endsWith(UP);
        }
    }

    @Test
    void aReaderThatNeverReadsIsCut() throws IOException {
        answers = PreparedAnswers.of(SomeReport.of(Status.UP, 900), 5);
        try (Raw never = new Raw(listener.port())) {
            never.send("GET /gateway-health/report HTTP/1.1\r\nHost: x\r\n\r\n".repeat(40));
            assertThat(Raw.exchange(listener.port(), "GET /gateway-health HTTP/1.0\r\n\r\n"))
                    .endsWith(UP);
            pass(Duration.ofSeconds(31));
            await().until(() -> cut(never));
        }
    }

    @Test
    void aTakenPortIsAProblemAndNoMore() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                AdminListener second = listener(null)) {
            Problem problem = second.start(settings("admin.port", "" + taken.getLocalPort()));

            assertThat(problem.key()).isEqualTo("admin.port");
            assertThat(problem.line())
                    .isEqualTo("admin.port=" + taken.getLocalPort() + " (test): cannot listen on 127.0.0.1:"
                            + taken.getLocalPort() + " (Address already in use), so there is no admin listener;"
                            + " accepted is a port that is free on an address of this machine");
            assertThat(second.port()).isZero();
        }
    }

    @Test
    void anUnknownHostIsAProblemAndNoMore() {
        try (AdminListener second = listener(null)) {
            Problem problem = second.start(
                    Settings.of(Map.of("admin.port", "9000", "admin.host", "999.999.999.999.invalid"), "test")
                            .orThrow());

            assertThat(problem.line()).startsWith("admin.host=999.999.999.999.invalid (test): no such host");
        }
    }

    @Test
    void withoutAPortItDoesNothing() {
        try (AdminListener second = listener(null)) {
            assertThat(second.start(Settings.defaults())).isNull();
            assertThat(second.port()).isZero();
        }
    }

    @Test
    void closingFreesThePortAndEndsThreadsAndConnections() throws IOException {
        int port = listener.port();
        try (Raw raw = new Raw(port)) {
            raw.send(GET).answer();
            assertThat(threads()).hasSize(2).allMatch(Thread::isDaemon);

            listener.close();

            assertThat(raw.ended()).isTrue();
            await().until(() -> threads().isEmpty());
            new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
        }
    }

    private AdminListener listener(String token) {
        HealthEndpoint endpoint = new HealthEndpoint(
                "/gateway-health", token, () -> answers, () -> "gateway_health 1.0\n", drains::incrementAndGet);
        return new AdminListener(endpoint, pollers, log::add, () -> System.nanoTime() + elapsed.get());
    }

    private void pass(Duration time) {
        elapsed.addAndGet(time.toNanos());
    }

    private static boolean cut(Raw raw) {
        try {
            raw.send(GET);
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private static Settings settings(String key, String value) {
        return Settings.of(Map.of(key, value), "test").orThrow();
    }

    private static List<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("gateway-health-admin"))
                .toList();
    }

    private static void closeAll(List<Raw> raws) throws IOException {
        for (Raw raw : raws) {
            raw.close();
        }
    }
}
