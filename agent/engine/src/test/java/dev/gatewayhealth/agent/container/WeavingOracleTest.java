package dev.gatewayhealth.agent.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.agent.grizzly.GrizzlyPoints;
import dev.gatewayhealth.agent.httpserver.HttpServerPoints;
import dev.gatewayhealth.agent.jetty.JettyPoints;
import dev.gatewayhealth.agent.netty.NettyPoints;
import dev.gatewayhealth.agent.tomcat.TomcatPoints;
import dev.gatewayhealth.agent.undertow.UndertowPoints;
import dev.gatewayhealth.agent.weave.HookRecorder;
import dev.gatewayhealth.agent.weave.Instrumented;
import dev.gatewayhealth.agent.weave.Point;
import dev.gatewayhealth.agent.weave.Target;
import dev.gatewayhealth.agent.weave.Weaver;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.ProtectionDomain;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each point hit exactly as often as Byte Buddy's {@code Advice} on the same methods says, in the same run: both are woven into the
 * same classes.
 */
class WeavingOracleTest {

    private static final List<Instrumented> KNOWN = List.of(
            TomcatPoints.all(),
            UndertowPoints.all(),
            NettyPoints.all(),
            JettyPoints.all(),
            HttpServerPoints.all(),
            GrizzlyPoints.all());

    @ParameterizedTest(name = "{0}")
    @EnumSource(
            mode = EnumSource.Mode.MATCH_NONE,
            names = {".*_MOVED", "OLD_.*"})
    void everyPointIsHitWheneverItsMethodGetsThere(Server server) throws Exception {
        AdviceOracle.forget();
        Weaver weaver = new Weaver(nobodys(), KNOWN);
        Map<String, Long> heard;
        try (HookRecorder recorder = new HookRecorder()) {
            Container container = server.load(new Both(weaver));
            drive(container.start());
            container.stop();
            heard = perEvent(weaver, recorder.heard());
        }

        // A lane is told its connection whenever it is given.
        assertThat(heard.remove("BOUND")).isEqualTo(heard.get("LANE"));
        assertThat(heard).isEqualTo(expected());
        assertThat(heard).containsKeys("WROTE", "LISTENING", "LANE", "ENDED");
        if (server.servlets()) {
            // The end of a response as its last byte leaves, or as its exchange is over.
            assertThat(heard.keySet()).containsAnyOf("WRITING", "FLUSHING");
            assertThat(heard.keySet()).containsAnyOf("DELIVERED", "SENT", "OVER");
        } else {
            assertThat(heard).containsKeys("COMMITTED", "UNSAID", "SAID", "FLUSHED", "DRAINED", "CLOSING", "PARKED");
        }
        assertThat(heard.get("WROTE")).isGreaterThan(50);
    }

    private static void drive(int port) throws Exception {
        Gate.closed().open();
        for (String path : List.of("/sync", "/error", "/async", "/dispatch", "/expire", "/stream", "/nothing")) {
            assertThat(Wire.to(port).get(path).rest()).startsWith("HTTP/1.1 ");
        }
        Wire kept = Wire.to(port);
        for (int i = 0; i < 3; i++) {
            kept.send("GET /sync HTTP/1.1\r\nHost: a.test\r\n\r\n").readUntil("done");
        }
        kept.close();
        Wire.to(port)
                .post("/upload", "Content-Length: 10")
                .send("half.")
                .send("other")
                .rest();
        Wire.to(port).send("no request at all\r\n\r\n").rest();
        Wire flooded = Wire.to(port).get("/flood");
        for (int i = 0; i < 1000; i++) {
            flooded.readUntil("\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0");
        }
        flooded.close();
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
        for (String path : List.of("/sync", "/stream", "/error", "/async")) {
            URI uri = URI.create("http://127.0.0.1:" + port + path);
            client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    /** What was said, and what could not be said because a value on its way was missing. */
    private static Map<String, Long> perEvent(Weaver weaver, List<HookRecorder.Heard> heard) {
        Map<String, Long> result = new TreeMap<>();
        for (HookRecorder.Heard each : heard) {
            String event = each.event();
            if (event.equals("FAILED")) {
                assertThat(each.values().get(0)).isInstanceOf(NullPointerException.class);
                event = weaver.point((int) each.values().get(1)).event();
            }
            result.merge(event, 1L, Long::sum);
        }
        return result;
    }

    private static Map<String, Long> expected() {
        Map<String, Long> result = new TreeMap<>();
        KNOWN.stream()
                .flatMap(server -> server.points().stream())
                .filter(point -> !point.event().isEmpty() && AdviceOracle.hits(point) > 0)
                .forEach(point -> result.merge(point.event(), AdviceOracle.hits(point), Long::sum));
        return result;
    }

    private static Instrumentation nobodys() {
        return (Instrumentation) Proxy.newProxyInstance(
                WeavingOracleTest.class.getClassLoader(),
                new Class<?>[] {Instrumentation.class},
                (proxy, method, values) -> null);
    }

    /** Weaves with ours, and the oracle's advice around that. */
    private record Both(Weaver weaver) implements ClassFileTransformer {

        @Override
        public byte[] transform(
                ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] bytes) {
            byte[] woven = weaver.transform(loader, name, redefined, domain, bytes);
            List<Point> points = points(name.replace('/', '.'));
            return woven == null || points.isEmpty()
                    ? woven
                    : AdviceOracle.around(points, name.replace('/', '.'), woven, loader);
        }

        private List<Point> points(String type) {
            return KNOWN.stream()
                    .flatMap(server -> weaver.targets(server.name()).stream())
                    .filter(target -> target.type().equals(type))
                    .map(Target::points)
                    .flatMap(List::stream)
                    .toList();
        }
    }
}
