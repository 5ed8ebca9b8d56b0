package dev.gatewayhealth.agent.weave;

import dev.gatewayhealth.agent.Hook;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.function.ObjIntConsumer;
import java.util.function.ObjLongConsumer;
import java.util.function.ToIntBiFunction;

/** Stands behind every event of the hook, for every kind of server, and remembers what woven code said. */
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
            if (field.getType() == int.class && Modifier.isStatic(field.getModifiers()) && isEvent(field)) {
                for (int server = 0; server < Hook.LISTENERS.length; server++) {
                    Hook.connect(server, number(field), new Ear(field.getName()));
                }
            }
        }
    }

    private static boolean isEvent(Field field) {
        return !field.getName().equals("SIZE");
    }

    private static int number(Field event) {
        try {
            return event.getInt(null);
        } catch (IllegalAccessException e) {
            throw new LinkageError(e.getMessage(), e);
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

    private void record(String event, Object... values) {
        heard.add(new Heard(event, Collections.unmodifiableList(Arrays.asList(values))));
        if (trouble != null) {
            throw trouble;
        }
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

    /** Listens to one event, whatever interface it comes through. */
    @SuppressWarnings("overloads") // of andThen, which nobody calls here
    private final class Ear
            implements BiConsumer<Object, Object>,
                    BiFunction<Object, Object, Object>,
                    Consumer<Object>,
                    IntPredicate,
                    ObjIntConsumer<Object>,
                    ObjLongConsumer<Object>,
                    ToIntBiFunction<Object, Object> {

        private final String event;

        Ear(String event) {
            this.event = event;
        }

        @Override
        public void accept(Object first, Object second) {
            record(event, first, second);
        }

        @Override
        public Object apply(Object first, Object second) {
            record(event, first, second);
            return lane;
        }

        @Override
        public void accept(Object only) {
            record(event, only);
        }

        /** Asked before every answer, and no event of a point's own. */
        @Override
        public boolean test(int number) {
            return true;
        }

        @Override
        public void accept(Object first, int second) {
            record(event, first, second);
        }

        @Override
        public void accept(Object first, long second) {
            record(event, first, second);
        }

        @Override
        public int applyAsInt(Object first, Object second) {
            record(event, first, second);
            return answers ? 1 : 0;
        }
    }
}
