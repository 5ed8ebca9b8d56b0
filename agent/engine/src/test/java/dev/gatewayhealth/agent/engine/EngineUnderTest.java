package dev.gatewayhealth.agent.engine;

import dev.gatewayhealth.agent.Hook;
import dev.gatewayhealth.drain.Drain;
import dev.gatewayhealth.exchange.Exchanges;
import dev.gatewayhealth.report.Report;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Objects;

/** The real engine in the JVM of the tests, which carries no agent: what it registers for weaving is handed to the test. */
public final class EngineUnderTest {

    private static volatile ClassFileTransformer weaver;

    private EngineUnderTest() {}

    /** Starts it if nobody did, and puts it behind the hook. */
    public static synchronized void start(String arguments) {
        try {
            if (weaver == null) {
                Engine.start(arguments, instrumentation());
            }
            boolean[] used = new boolean[Hook.SIZE];
            Arrays.fill(used, true);
            for (Kinds each : Kinds.all()) {
                Events.connect(each.number(), used);
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Does what the JVM would do with a class that is being loaded. */
    public static ClassFileTransformer weaver() {
        return weaver;
    }

    public static Exchanges exchanges() {
        return Engine.exchanges();
    }

    public static Report report() {
        return Objects.requireNonNull(Engine.running()).started().report();
    }

    /** As {@code POST path/drain} at the admin listener would begin it. */
    public static Drain drain() {
        return Objects.requireNonNull(Engine.running()).started().drain();
    }

    private static Instrumentation instrumentation() {
        return (Instrumentation) Proxy.newProxyInstance(
                EngineUnderTest.class.getClassLoader(),
                new Class<?>[] {Instrumentation.class},
                (proxy, method, values) -> {
                    if (method.getName().equals("addTransformer")) {
                        weaver = (ClassFileTransformer) values[0];
                    }
                    return switch (method.getName()) {
                        case "getAllLoadedClasses" -> new Class<?>[0];
                        case "removeTransformer" -> true;
                        default -> null;
                    };
                });
    }
}
