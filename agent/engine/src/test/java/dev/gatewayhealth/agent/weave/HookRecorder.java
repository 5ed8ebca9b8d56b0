package dev.gatewayhealth.agent.weave;

import dev.gatewayhealth.agent.Hook;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Stands behind every event of the hook and remembers what woven code said. */
public final class HookRecorder implements AutoCloseable {

    private final List<Heard> heard = Collections.synchronizedList(new ArrayList<>());
    private volatile boolean answers;
    private volatile RuntimeException trouble;
    private volatile Object lane;

    /** One event with its values. */
    public record Heard(String event, List<Object> values) {

        @Override
        public String toString() {
            return event + values;
        }
    }

    public HookRecorder() {
        for (Field field : Hook.class.getFields()) {
            try {
                MethodType type = ((MethodHandle) field.get(null)).type();
                MethodHandle record = MethodHandles.lookup()
                        .bind(this, "record", MethodType.methodType(Object.class, String.class, Object[].class))
                        .bindTo(field.getName())
                        .asCollector(Object[].class, type.parameterCount());
                Hook.connect(field.getName(), record.asType(type));
            } catch (ReflectiveOperationException e) {
                throw new LinkageError(e.getMessage(), e);
            }
        }
    }

    public HookRecorder answering() {
        answers = true;
        return this;
    }

    /** From now on every event throws this. */
    HookRecorder troubled(RuntimeException by) {
        trouble = by;
        return this;
    }

    HookRecorder giving(Object itsLane) {
        lane = itsLane;
        return this;
    }

    @SuppressWarnings({"UnusedMethod", "UnusedVariable"}) // found by its name
    private Object record(String event, Object... values) {
        heard.add(new Heard(event, Collections.unmodifiableList(Arrays.asList(values))));
        if (trouble != null) {
            throw trouble;
        }
        return switch (event) {
            case "ANSWER" -> answers;
            case "LANE" -> lane;
            default -> null;
        };
    }

    public List<Heard> heard() {
        return List.copyOf(heard);
    }

    List<String> events() {
        return heard().stream().map(Heard::event).toList();
    }

    /** The values of the only event there was. */
    List<Object> only() {
        if (heard.size() != 1) {
            throw new AssertionError("not one event but " + heard);
        }
        return heard.get(0).values();
    }

    @Override
    public void close() {
        Hook.disconnect();
    }
}
