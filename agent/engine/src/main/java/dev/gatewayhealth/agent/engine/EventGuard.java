package dev.gatewayhealth.agent.engine;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.atomic.AtomicBoolean;

/** Keeps what goes wrong behind one event from the server, and says the first of it. */
final class EventGuard {

    private final String event;
    private final AtomicBoolean said = new AtomicBoolean();

    private EventGuard(String event) {
        this.event = event;
    }

    /** A handle that does the same, and returns nothing, false or null where the target throws. */
    static MethodHandle around(String event, MethodHandle target) throws IllegalAccessException {
        MethodType type = target.type();
        MethodHandle caught = MethodHandles.filterReturnValue(
                catcher().bindTo(new EventGuard(event)), MethodHandles.zero(type.returnType()));
        return MethodHandles.catchException(
                target, Throwable.class, MethodHandles.dropArguments(caught, 1, type.parameterList()));
    }

    private static MethodHandle catcher() throws IllegalAccessException {
        try {
            return MethodHandles.lookup()
                    .findVirtual(EventGuard.class, "caught", MethodType.methodType(void.class, Throwable.class));
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("UnusedMethod") // found by its name
    private void caught(Throwable thrown) {
        // No memory and no stack are the host's trouble, and it will be told by the JVM.
        if (!(thrown instanceof VirtualMachineError) && said.compareAndSet(false, true)) {
            Stderr.say("at " + event + ", which is said once, something went wrong and was kept from the service: "
                    + Failure.told(thrown));
        }
    }
}
