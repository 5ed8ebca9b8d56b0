package dev.gatewayhealth.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.e2e.rig.Call;
import dev.gatewayhealth.e2e.rig.Client;
import dev.gatewayhealth.e2e.rig.Host;
import dev.gatewayhealth.e2e.rig.Proof;
import dev.gatewayhealth.e2e.rig.Rig;
import dev.gatewayhealth.e2e.rig.Sighting;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/** Requests of every fate, and the comparison of what the service counted of them with what nginx logged. */
record Ledger(Rig rig) {

    private static final int CLIENTS = 40;
    private static final int REQUESTS_EACH = 55;

    /** What nginx logs, instead of {@link Proof#CLIENT_LEFT}, when it was just passing bytes on. */
    private static final String LEFT_UNDER_A_WRITE = "failed (32: Broken pipe) while sending to client";

    private static final Pattern ID = Pattern.compile("[?&]id=(q\\d+) ");

    /** nginx waits for 2 s; it retries below {@code /async} only. */
    static Rig rig(Class<?> test, Host server) {
        String each = "server 127.0.0.1:$service max_fails=0;";
        return Rig.of(test, server)
                .server("proxy_read_timeout 2s;")
                .upstream(each + each + "keepalive 64;")
                .location("/", "proxy_next_upstream off;")
                .location("/async", "")
                .start();
    }

    /** Sends more than two thousand requests, fast, slow, streams, aborted ones, and checks each count. */
    void balancesOverMixedRequests() {
        Balance before = now();
        int sent = mixedRequests();

        assertThat(sent).isGreaterThanOrEqualTo(2000);
        Balance change = now().minus(before);
        assertThat(change.timeouts()).as("attempts nginx gave up").isGreaterThan(100);
        assertThat(change.departures()).as("attempts the client left").isGreaterThan(100);
        assertThat(change).as(this::disagreements).isEqualTo(change.asNginxTellsIt(sent));
    }

    /** Both sides' counts, once nothing runs any more. */
    Balance now() {
        Sighting report = rig.reports().quiet();
        return new Balance(
                rig.nginx().errorLog().count("upstream timed out (110: Connection timed out)"),
                rig.nginx().errorLog().count(Proof.CLIENT_LEFT)
                        + rig.nginx().errorLog().count(LEFT_UNDER_A_WRITE),
                report.count("started"),
                report.count("answered"),
                report.count("failed"),
                report.count("gaveUp"),
                report.count("abandoned"));
    }

    /** Calls and leaves when the patience is over. */
    int leave(String target, Duration patience) {
        Call call = rig.client().call("GET", target, "");
        Awaitility.await("the client's patience").pollDelay(patience).until(() -> true);
        call.close();
        return 1;
    }

    private int mixedRequests() {
        List<CompletableFuture<Integer>> clients = IntStream.range(0, CLIENTS)
                .mapToObj(client -> Client.later(() -> IntStream.range(0, REQUESTS_EACH)
                        .map(i -> oneOfTheMix((client + i) % 20))
                        .sum()))
                .toList();
        return clients.stream().mapToInt(CompletableFuture::join).sum();
    }

    /** Whatever is left behind runs on for 300 ms and little more, so that there is just time to tell what happened to it. */
    private int oneOfTheMix(int kind) {
        return switch (kind) {
            case 0 -> got("/slow?ms=2320", 504);
            case 1 -> got("/stall?ms=2320", 200);
            case 2 -> leave("/slow?ms=820", Duration.ofMillis(500));
            case 3 -> leave("/trickle?bytes=8&every=400", Duration.ofMillis(600));
            case 4 -> got("/trickle?bytes=5&every=200", 200);
            case 5, 6, 7 -> got("/slow?ms=300", 200);
            case 8 -> got("/big?mb=1", 200);
            case 9 -> leave("/stall?ms=820", Duration.ofMillis(500));
            default -> got("/hello", 200);
        };
    }

    private int got(String target, int status) {
        assertThat(rig.client().get(target).status()).as(target).isEqualTo(status);
        return 1;
    }

    /** Where the books do not balance: nginx's line, and the last that any report said of the exchange. */
    private String disagreements() {
        return rig.nginx().errorLog().lines().stream()
                .map(this::disagreement)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n", "where nginx and the reports disagree:\n", "\n"));
    }

    private String disagreement(String line) {
        Matcher id = ID.matcher(line);
        if (!id.find()) {
            return "";
        }
        String expected =
                line.contains(Proof.CLIENT_LEFT) || line.contains(LEFT_UNDER_A_WRITE) ? "abandoned" : "gave-up";
        String said = rig.reports()
                .last(id.group(1))
                .map(exchange -> exchange.path("state").asText() + " after " + exchange.path("silenceMs") + " ms")
                .orElse("nothing");
        return said.startsWith(expected) ? "" : said + ": " + line;
    }

    /** Both sides' counts at one moment. */
    record Balance(
            long timeouts, long departures, long started, long answered, long failed, long gaveUp, long abandoned) {

        /** What the service should have counted of so many attempts, given what nginx logged. */
        Balance asNginxTellsIt(long sent) {
            return new Balance(timeouts, departures, sent, sent - timeouts - departures, 0, timeouts, departures);
        }

        Balance minus(Balance other) {
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
