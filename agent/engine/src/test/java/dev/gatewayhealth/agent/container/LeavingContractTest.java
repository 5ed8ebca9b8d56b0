package dev.gatewayhealth.agent.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.agent.engine.EngineUnderTest;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server that is stopped serves on until whoever polls it has seen that it leaves. */
class LeavingContractTest {

    private final List<String> polls = new CopyOnWriteArrayList<>();
    private int port;

    @ParameterizedTest(name = "{0}")
    @EnumSource(names = {"TOMCAT_9", "TOMCAT_11", "UNDERTOW_2_3", "JETTY_9_4", "JETTY_12_1"})
    void theStopIsHeldBackUntilThePollerKnows(Server server) throws Exception {
        EngineUnderTest.start("proxy_read_timeout=" + Contract.LIMIT_MS + "ms,probe.every=off,drain.max=4s");
        Container container = server.load(EngineUnderTest.weaver());
        port = container.start();
        pollUntil("200", 3);
        assertThat(kept()).doesNotContainIgnoringCase("connection: close");

        CompletableFuture<Void> stop = CompletableFuture.runAsync(() -> stop(container));
        pollUntil("503", 1);
        String whileLeaving = kept();
        assertThat(stop).isNotDone();
        pollUntil("503", 3);

        stop.orTimeout(20, TimeUnit.SECONDS).join();
        assertThat(whileLeaving)
                .startsWith("HTTP/1.1 200")
                .containsIgnoringCase("connection: close")
                .endsWith("done");
        assertThat(EngineUnderTest.report().status().name()).isEqualTo("DRAINING");
    }

    private static final String POLL =
            "GET /gateway-health HTTP/1.1\r\nHost: a\r\nUser-Agent: HAProxy\r\nConnection: close\r\n\r\n";

    private void pollUntil(String status, int times) {
        Awaitility.await(times + " times " + status)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    polls.add(answer(POLL));
                    return polls.stream()
                                    .filter(answer -> answer.startsWith("HTTP/1.1 " + status))
                                    .count()
                            >= times;
                });
    }

    /** What a client is answered that would keep its connection; another request on it then ends it in any case. */
    private String kept() {
        try (Wire wire = Wire.to(port)) {
            return wire.send("GET /sync HTTP/1.1\r\nHost: a\r\n\r\n").readUntil("done");
        }
    }

    private String answer(String request) {
        try (Wire wire = Wire.to(port)) {
            return wire.send(request).rest();
        } catch (UncheckedIOException e) {
            return e.toString();
        }
    }

    private static void stop(Container container) {
        try {
            container.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
