package dev.gatewayhealth.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.e2e.rig.Answer;
import dev.gatewayhealth.e2e.rig.Call;
import dev.gatewayhealth.e2e.rig.Client;
import dev.gatewayhealth.e2e.rig.Proof;
import dev.gatewayhealth.e2e.rig.Rig;
import dev.gatewayhealth.e2e.rig.Sighting;
import dev.gatewayhealth.e2e.rig.Tomcat;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The books: what the service counted, attempt by attempt, against what nginx's error log says became of each. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.gatewayhealth.e2e.rig.Tomcat#newest")
record LedgerIT(Tomcat tomcat) {

    private static final int CLIENTS = 40;
    private static final int REQUESTS_EACH = 55;

    private static final Pattern ID = Pattern.compile("[?&]id=(q\\d+) ");

    private static Rig rig;

    @BeforeParameterizedClassInvocation
    static void start(Tomcat tomcat) {
        String server = "server 127.0.0.1:$service max_fails=0;";
        rig = Rig.of(LedgerIT.class, tomcat)
                .server("proxy_read_timeout 2s;")
                .upstream(server + server + "keepalive 64;")
                .location("/", "proxy_next_upstream off;")
                .location("/async", "")
                .start();
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        rig.close();
    }

    @Test
    void balanceOverThousandsOfMixedRequests() {
        Balance before = Balance.now();
        int sent = mixedRequests();

        assertThat(sent).isGreaterThanOrEqualTo(2000);
        Balance change = Balance.now().minus(before);
        assertThat(change.timeouts()).as("attempts nginx gave up").isGreaterThan(100);
        assertThat(change.departures()).as("attempts the client left").isGreaterThan(100);
        assertThat(change).as(LedgerIT::disagreements).isEqualTo(change.asNginxTellsIt(sent));
    }

    @Test
    void countEveryAttemptOfARetriedRequest() {
        Balance before = Balance.now();
        List<CompletableFuture<Answer>> calls = IntStream.range(0, 5)
                .mapToObj(i -> rig.client().later("/async?ms=3000"))
                .toList();

        assertThat(calls).allMatch(call -> call.join().status() == 504);
        assertThat(calls)
                .allSatisfy(call -> assertThat(
                                rig.nginx().accessLog().of(call.join().id()).upstreamStatus())
                        .isEqualTo("504, 504"));
        Balance change = Balance.now().minus(before);
        assertThat(change.timeouts()).isEqualTo(10);
        assertThat(change).isEqualTo(change.asNginxTellsIt(10));
    }

    @Test
    void haveAnExactSumWhereClientAndGatewayLeaveAtTheSameMoment() {
        Balance before = Balance.now();
        List<CompletableFuture<Integer>> calls = IntStream.rangeClosed(-15, 15)
                .mapToObj(step -> Client.later(() -> leave("/slow?ms=3200", Duration.ofMillis(2000 + step * 20L))))
                .toList();
        calls.forEach(CompletableFuture::join);

        Balance change = Balance.now().minus(before);
        assertThat(change.timeouts() + change.departures()).isEqualTo(31);
        assertThat(change.gaveUp() + change.abandoned()).isEqualTo(31);
    }

    /** Where the books do not balance: nginx's line, and the last that any report said of the exchange. */
    private static String disagreements() {
        return rig.nginx().errorLog().lines().stream()
                .map(LedgerIT::disagreement)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n", "where nginx and the reports disagree:\n", "\n"));
    }

    private static String disagreement(String line) {
        Matcher id = ID.matcher(line);
        if (!id.find()) {
            return "";
        }
        String expected = line.contains(Proof.CLIENT_LEFT) ? "abandoned" : "gave-up";
        String said = rig.reports()
                .last(id.group(1))
                .map(exchange -> exchange.path("state").asText() + " after " + exchange.path("silenceMs") + " ms")
                .orElse("nothing");
        return said.startsWith(expected) ? "" : said + ": " + line;
    }

    private static int mixedRequests() {
        List<CompletableFuture<Integer>> clients = IntStream.range(0, CLIENTS)
                .mapToObj(client -> Client.later(() -> IntStream.range(0, REQUESTS_EACH)
                        .map(i -> oneOfTheMix((client + i) % 20))
                        .sum()))
                .toList();
        return clients.stream().mapToInt(CompletableFuture::join).sum();
    }

    /** Whatever is left behind runs on for at least 300 ms, so that it can be told what happened to it. */
    private static int oneOfTheMix(int kind) {
        return switch (kind) {
            case 0 -> got("/slow?ms=3000", 504);
            case 1 -> got("/stall?ms=3000", 200);
            case 2 -> leave("/slow?ms=1600", Duration.ofMillis(500));
            case 3 -> leave("/trickle?bytes=8&every=400", Duration.ofMillis(600));
            case 4 -> got("/trickle?bytes=5&every=200", 200);
            case 5, 6, 7 -> got("/slow?ms=300", 200);
            case 8 -> got("/big?mb=1", 200);
            default -> got("/hello", 200);
        };
    }

    private static int got(String target, int status) {
        assertThat(rig.client().get(target).status()).as(target).isEqualTo(status);
        return 1;
    }

    private static int leave(String target, Duration patience) {
        Call call = rig.client().call("GET", target, "");
        Awaitility.await("the client's patience").pollDelay(patience).until(() -> true);
        call.close();
        return 1;
    }

    /** Both sides' counts at one moment. */
    private record Balance(
            long timeouts, long departures, long started, long answered, long failed, long gaveUp, long abandoned) {

        private static Balance now() {
            Sighting report = rig.reports().quiet();
            return new Balance(
                    rig.nginx().errorLog().count("upstream timed out (110: Connection timed out)"),
                    rig.nginx().errorLog().count(Proof.CLIENT_LEFT),
                    report.count("started"),
                    report.count("answered"),
                    report.count("failed"),
                    report.count("gaveUp"),
                    report.count("abandoned"));
        }

        /** What the service should have counted of so many attempts, given what nginx logged. */
        private Balance asNginxTellsIt(long sent) {
            return new Balance(timeouts, departures, sent, sent - timeouts - departures, 0, timeouts, departures);
        }

        private Balance minus(Balance other) {
            return new Balance(
                    timeouts - other.timeouts,
                    departures - other.departures,
                    started - other.started,
                    answered - other.answered,
                    failed - other.failed,
                    gaveUp - other.gaveUp,
                    abandoned - other.abandoned);
        }
    }
}
