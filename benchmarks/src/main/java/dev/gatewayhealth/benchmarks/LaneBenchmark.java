package dev.gatewayhealth.benchmarks;

import dev.gatewayhealth.agent.Hook;
import dev.gatewayhealth.agent.engine.Engine;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.IllegalClassFormatException;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.function.ObjIntConsumer;
import java.util.function.ObjLongConsumer;
import java.util.function.ToIntBiFunction;
import org.apache.coyote.Request;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a woven request costs: the events of one keep-alive request on Tomcat over HTTP/1.1, through the hook's table, as woven code
 * calls what stands there.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 10, time = 1)
@Fork(1)
@SuppressWarnings("unchecked") // so is woven code
public class LaneBenchmark {

    private static final int TOMCAT = 0;

    /** Not final: woven code finds it when it first runs. */
    private static Object[] listeners = Hook.LISTENERS[TOMCAT];

    static {
        try {
            Engine.start(null, (Instrumentation) Proxy.newProxyInstance(
                    LaneBenchmark.class.getClassLoader(),
                    new Class<?>[] {Instrumentation.class},
                    (proxy, method, arguments) -> {
                        if (method.getName().equals("addTransformer")) {
                            arrive((ClassFileTransformer) arguments[0]);
                        }
                        return method.getReturnType() == boolean.class ? false : null;
                    }));
        } catch (Exception e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** With the first class of Tomcat the engine begins to listen. */
    private static void arrive(ClassFileTransformer weaver) throws IOException, IllegalClassFormatException {
        String name = Request.class.getName().replace('.', '/');
        try (InputStream in = Request.class.getResourceAsStream("Request.class")) {
            weaver.transform(Request.class.getClassLoader(), name, null, null, in.readAllBytes());
        }
    }

    /** The request object of one connection, and the lane it carries. */
    @State(Scope.Thread)
    public static class Own {

        private final Object request = new Request();
        private Object lane;
        private final ByteBuffer head = ByteBuffer.wrap(String.join(
                        "\r\n",
                        "HTTP/1.1 200 ",
                        "Content-Type: text/html;charset=UTF-8",
                        "Content-Length: 1234",
                        "Date: Sun, 22 Nov 2026 05:23:00 GMT",
                        "",
                        "")
                .getBytes(StandardCharsets.US_ASCII));
        private long stamp = System.nanoTime();

        @Setup
        public void bind() {
            lane = ((BiFunction<Object, Object, Object>) listeners[Hook.LANE]).apply(null, request);
            // As the server leaves it when the header is written.
            head.position(head.capacity());
            if (lane == null) {
                throw new IllegalStateException("The hook is not connected");
            }
        }
    }

    @Benchmark
    public void request(Own own) {
        Object lane = own.lane;
        boolean perhaps = ((IntPredicate) listeners[Hook.MAY_ANSWER]).test(10);
        if (perhaps && ((ToIntBiFunction<Object, Object>) listeners[Hook.ANSWER]).applyAsInt(lane, own.request) != 0) {
            throw new IllegalStateException("Nobody polls");
        }
        ((Consumer<Object>) listeners[Hook.READING]).accept(lane);
        ((Consumer<Object>) listeners[Hook.READ]).accept(lane);
        ((ObjLongConsumer<Object>) listeners[Hook.BEGIN]).accept(lane, own.stamp++);
        ((BiConsumer<Object, Object>) listeners[Hook.HEAD]).accept(lane, own.head);
        ((Consumer<Object>) listeners[Hook.WRITING]).accept(lane);
        ((BiConsumer<Object, Object>) listeners[Hook.WROTE]).accept(lane, null);
        ((ObjLongConsumer<Object>) listeners[Hook.DECLARED]).accept(lane, 1234);
        ((ObjLongConsumer<Object>) listeners[Hook.SENT]).accept(lane, 1234);
        ((ObjIntConsumer<Object>) listeners[Hook.LEFT]).accept(lane, 0);
        ((Consumer<Object>) listeners[Hook.ENDED]).accept(lane);
    }
}
