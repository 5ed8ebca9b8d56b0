package dev.gatewayhealth.benchmarks;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** The least that a slot of an enumerable table can be: claimed by one CAS, given back by one release store. */
@SuppressWarnings("UnusedVariable") // through the handle
final class FloorSlot {

    private static final VarHandle WORD;

    static {
        try {
            WORD = MethodHandles.lookup().findVarHandle(FloorSlot.class, "word", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private long word;
    private long began;

    boolean claim(long now) {
        boolean claimed = WORD.compareAndSet(this, 0L, 1L);
        began = now;
        return claimed;
    }

    long release(long now) {
        WORD.setRelease(this, 0L);
        return now - began;
    }
}
