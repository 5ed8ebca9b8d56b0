package dev.gatewayhealth.agent;

import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.function.ObjIntConsumer;
import java.util.function.ObjLongConsumer;
import java.util.function.ToIntBiFunction;

/** What stands behind every event while the engine does not: nothing happens and nothing is answered. */
@SuppressWarnings("overloads") // of andThen, which nobody calls here
final class Quiet
        implements BiConsumer<Object, Object>,
                BiFunction<Object, Object, Object>,
                Consumer<Object>,
                IntPredicate,
                ObjIntConsumer<Object>,
                ObjLongConsumer<Object>,
                ToIntBiFunction<Object, Object> {

    static final Quiet INSTANCE = new Quiet();

    private Quiet() {}

    @Override
    public void accept(Object lane, Object value) {}

    @Override
    public Object apply(Object lane, Object request) {
        return null;
    }

    @Override
    public void accept(Object lane) {}

    @Override
    public boolean test(int number) {
        return false;
    }

    @Override
    public void accept(Object lane, int number) {}

    @Override
    public void accept(Object lane, long number) {}

    @Override
    public int applyAsInt(Object lane, Object request) {
        return 0;
    }
}
