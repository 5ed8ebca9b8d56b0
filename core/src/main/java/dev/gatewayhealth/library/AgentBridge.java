package dev.gatewayhealth.library;

import dev.gatewayhealth.audit.ListenerLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ObjIntConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The agent's bridge as seen from here: found by name through the system class loader, spoken to in types of {@code java.base}. The
 * agent's class {@code Bridge} says what each word means; a word it does not have is done without.
 */
public final class AgentBridge implements HealthSource {

    private static final String HOOK = "dev.gatewayhealth.agent.Hook";

    private final @Nullable BooleanSupplier follows;
    private final @Nullable Function<Object[], Object[]> answer;
    private final @Nullable Consumer<Object[]> listening;
    private final @Nullable BiFunction<BiFunction<String, Object, @Nullable Object>, Object, Object> begin;
    private final @Nullable ObjIntConsumer<Object> mark;
    private final @Nullable Supplier<Map<String, Object>> health;
    private final @Nullable Function<String, Map<Map<String, String>, Double>> meters;
    private final @Nullable Function<Consumer<Map<String, Object>>, Runnable> findings;
    private final @Nullable Function<Supplier<Object[][]>, Runnable> application;

    @SuppressWarnings("unchecked") // what the bridge says it carries
    private AgentBridge(Map<String, ?> bridge) {
        this.follows = (BooleanSupplier) bridge.get("follows");
        this.answer = (Function<Object[], Object[]>) bridge.get("answer");
        this.listening = (Consumer<Object[]>) bridge.get("listening");
        this.begin = (BiFunction<BiFunction<String, Object, @Nullable Object>, Object, Object>) bridge.get("begin");
        this.mark = (ObjIntConsumer<Object>) bridge.get("mark");
        this.health = (Supplier<Map<String, Object>>) bridge.get("health");
        this.meters = (Function<String, Map<Map<String, String>, Double>>) bridge.get("meters");
        this.findings = (Function<Consumer<Map<String, Object>>, Runnable>) bridge.get("findings");
        this.application = (Function<Supplier<Object[][]>, Runnable>) bridge.get("application");
    }

    /** Null where no agent runs in this JVM. */
    public static @Nullable AgentBridge find() {
        try {
            Class<?> hook = Class.forName(HOOK, true, ClassLoader.getSystemClassLoader());
            Object bridge = hook.getMethod("bridge").invoke(null);
            return bridge instanceof Map<?, ?> map ? of(map) : null;
        } catch (ReflectiveOperationException | LinkageError | SecurityException e) {
            return null;
        }
    }

    @SuppressWarnings("unchecked") // its keys are strings
    private static AgentBridge of(Map<?, ?> bridge) {
        return new AgentBridge((Map<String, ?>) bridge);
    }

    /** An agent that cannot be shown requests is one that sees them by itself. */
    public boolean follows() {
        return begin == null || mark == null || follows == null || follows.getAsBoolean();
    }

    /** Where a filter takes requests of a server that the agent does not know; address and port are null where nobody knows them. */
    public void listening(String server, @Nullable String address, @Nullable Integer port) {
        if (listening != null) {
            listening.accept(new @Nullable Object[] {server, address, port});
        }
    }

    /** The handle of an exchange that begins now; only where the agent does not {@link #follows follow} it. */
    public Object begin(BiFunction<String, Object, @Nullable Object> view, Object request) {
        if (begin == null) {
            throw new IllegalStateException("the agent cannot be shown requests");
        }
        return begin.apply(view, request);
    }

    /** Says what becomes of an exchange, by the number the bridge has for it. */
    public void mark(Object handle, int number) {
        if (mark != null) {
            mark.accept(handle, number);
        }
    }

    @Override
    public @Nullable Answer answer(Question asked) {
        return answer == null
                ? null
                : Answer.of(answer.apply(new @Nullable Object[] {
                    asked.method(),
                    asked.path(),
                    asked.accept(),
                    asked.authorization(),
                    asked.userAgent(),
                    asked.from(),
                    asked.forwardedFor(),
                    asked.sentPath()
                }));
    }

    @Override
    public Map<String, Object> health() {
        return health == null ? Map.of() : health.get();
    }

    @Override
    public Map<Map<String, String>, Double> values(String meter) {
        return meters == null ? Map.of() : meters.apply(meter);
    }

    @Override
    public Runnable subscribe(Consumer<Map<String, Object>> listener) {
        return findings == null ? () -> {} : findings.apply(listener);
    }

    @Override
    public Runnable application(Supplier<List<ListenerLimits.ApplicationTimeout>> timeouts) {
        return application == null ? () -> {} : application.apply(() -> rows(timeouts.get()));
    }

    private static Object[][] rows(List<ListenerLimits.ApplicationTimeout> timeouts) {
        List<Object[]> rows = new ArrayList<>();
        for (ListenerLimits.ApplicationTimeout each : timeouts) {
            Duration time = each.timeout().value();
            if (time != null) {
                rows.add(new Object[] {
                    each.name(), time.toMillis(), each.timeout().source()
                });
            }
        }
        return rows.toArray(new Object[0][]);
    }
}
