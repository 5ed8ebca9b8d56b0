package dev.gatewayhealth.agent.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.agent.Hook;
import dev.gatewayhealth.agent.container.app.PlainUndertowContainer;
import dev.gatewayhealth.agent.engine.EngineUnderTest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Undertow's workers counted from the list they wait in: its executor counts none by default. */
class UndertowThreadsTest {

    private static final int THREADS = PlainUndertowContainer.THREADS;

    @ParameterizedTest
    @ValueSource(strings = {"undertow-2.2", "undertow-2.3"})
    void areSeenToRunOutAndToComeBack(String jars) throws Exception {
        EngineUnderTest.start("");
        Container container = (Container) ServerLoader.of(Path.of("target/servers", jars), EngineUnderTest.weaver())
                .loadClass(ServerLoader.APP + "PlainUndertowContainer")
                .getConstructor()
                .newInstance();
        int port = container.start();
        try {
            Awaitility.await().until(() -> used(port) == 0);
            Gate gate = Gate.closed();
            List<Wire> calls = Stream.generate(() -> Wire.to(port).get("/"))
                    .limit(THREADS + 2)
                    .toList();

            Awaitility.await().until(() -> used(port) == THREADS);
            Awaitility.await()
                    .untilAsserted(() -> assertThat(report())
                            .contains("all " + THREADS + " request threads of connector :" + port
                                    + " are busy and 2 requests wait"));
            gate.open();
            assertThat(calls).allSatisfy(call -> assertThat(call.rest()).endsWith("done"));
            Awaitility.await().until(() -> used(port) == 0);
        } finally {
            container.stop();
        }
    }

    /** What the report says of the pool of that listener; -1 if nothing. */
    private static double used(int port) {
        Matcher pool = Pattern.compile("\"name\":\"request-threads\",\"used\":([0-9.]+),\"limit\":" + THREADS
                        + "[0-9.]*,\"source\":\"connector :" + port + "\"")
                .matcher(report());
        return pool.find() ? Double.parseDouble(pool.group(1)) : -1;
    }

    @SuppressWarnings("unchecked")
    private static String report() {
        Supplier<byte[]> report = (Supplier<byte[]>) Hook.bridge().get("report");
        return new String(report.get(), StandardCharsets.UTF_8);
    }
}
