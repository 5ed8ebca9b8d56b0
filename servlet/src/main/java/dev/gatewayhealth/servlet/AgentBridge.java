package dev.gatewayhealth.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The agent's bridge as seen from here: found by name through the system class loader, spoken to in types of {@code java.base}. The
 * agent's class {@code Bridge} says what each word means; a word it does not have is done without.
 */
final class AgentBridge {

    private static final String HOOK = "dev.gatewayhealth.agent.Hook";

    private final @Nullable BooleanSupplier follows;
    private final @Nullable Function<Object[], Object[]> answer;
    private final @Nullable Consumer<Object[]> listening;
    private final @Nullable BiFunction<BiFunction<String, Object, @Nullable Object>, Object, Object> begin;
    private final @Nullable ObjIntConsumer<Object> mark;

    @SuppressWarnings("unchecked") // what the bridge says it carries
    private AgentBridge(Map<String, ?> bridge) {
        this.follows = (BooleanSupplier) bridge.get("follows");
        this.answer = (Function<Object[], Object[]>) bridge.get("answer");
        this.listening = (Consumer<Object[]>) bridge.get("listening");
        this.begin = (BiFunction<BiFunction<String, Object, @Nullable Object>, Object, Object>) bridge.get("begin");
        this.mark = (ObjIntConsumer<Object>) bridge.get("mark");
    }

    /** Null where no agent runs in this JVM. */
    static @Nullable AgentBridge find() {
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
    boolean follows() {
        return begin == null || mark == null || follows == null || follows.getAsBoolean();
    }

    void listening(String server, HttpServletRequest request) {
        if (listening != null) {
            int port = request.getLocalPort();
            boolean known = port > 0;
            listening.accept(
                    new @Nullable Object[] {server, known ? request.getLocalAddr() : null, known ? port : null});
        }
    }

    @Nullable
    FollowedResponse begin(HttpServletRequest request, HttpServletResponse response) {
        return begin == null || mark == null ? null : new BridgedResponse(request, response, begin, mark);
    }

    @Nullable
    Answer poll(HttpServletRequest request, String path) {
        return answer == null
                ? null
                : Answer.of(answer.apply(new @Nullable Object[] {
                    request.getMethod(),
                    path,
                    request.getHeader("Accept"),
                    request.getHeader("Authorization"),
                    request.getHeader("User-Agent"),
                    request.getRemoteAddr()
                }));
    }
}
