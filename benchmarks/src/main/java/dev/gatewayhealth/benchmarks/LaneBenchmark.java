package dev.gatewayhealth.benchmarks;

import dev.gatewayhealth.agent.Hook;
import dev.gatewayhealth.agent.engine.Engine;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Proxy;
import java.util.concurrent.TimeUnit;
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
 * What a woven request costs: the events of one keep-alive request on Tomcat over HTTP/1.1, through the hook's call sites, as woven code
 * calls them.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 10, time = 1)
@Fork(1)
public class LaneBenchmark {

    private static final int TOMCAT = 0;

    static {
        try {
            Engine.start(null, (Instrumentation) Proxy.newProxyInstance(
                    LaneBenchmark.class.getClassLoader(),
                    new Class<?>[] {Instrumentation.class},
                    (proxy, method, arguments) -> method.getReturnType() == boolean.class ? false : null));
        } catch (Exception e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** The request object of one connection, and the lane it carries. */
    @State(Scope.Thread)
    public static class Own {

        private final Object request = new Request();
        private Object lane;
        private long stamp = System.nanoTime();

        @Setup
        public void bind() throws Throwable {
            lane = (Object) Hook.LANE.invokeExact(TOMCAT, (Object) null, request, (Object) null);
            if (lane == null) {
                throw new IllegalStateException("The hook is not connected");
            }
        }
    }

    @Benchmark
    public void request(Own own) throws Throwable {
        Object lane = own.lane;
        boolean answered = (boolean) Hook.ANSWER.invokeExact(TOMCAT, lane, own.request, 10);
        if (answered) {
            throw new IllegalStateException("Nobody polls");
        }
        Hook.READING.invokeExact(lane);
        Hook.READ.invokeExact(lane);
        Hook.BEGIN.invokeExact(lane, own.stamp++);
        Hook.COMMITTED.invokeExact(lane, 200);
        Hook.WRITING.invokeExact(lane);
        Hook.WROTE.invokeExact(lane, (Throwable) null);
        Hook.DELIVERED.invokeExact(lane);
        Hook.LEFT.invokeExact(lane, false);
        Hook.ENDED.invokeExact(lane);
    }
}
