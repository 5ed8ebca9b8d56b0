package dev.gatewayhealth.agent;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;
import java.util.HashMap;
import java.util.Map;

/**
 * Where woven container code meets the engine: a handle for each event, and the bridge for the application's own copy of the
 * library.
 *
 * <p>Woven code finds this class through the system class loader, whatever loader it lives in itself, loads a handle once as
 * a dynamic constant and calls it with types of {@code java.base} only. Each handle invokes a call site that does nothing
 * until the engine puts its own target there; taking the target away again is one call, and compiled code follows.
 *
 * <p>The first argument called <i>server</i> is the engine's number for the kind of server; a <i>lane</i> is an object of the
 * engine that the woven container object carries in a field of its own.
 */
public final class Hook {

    private static final Map<String, MutableCallSite> SITES = new HashMap<String, MutableCallSite>();

    /** (server, lane, request, length of the raw path): whether the engine has answered the request itself. */
    public static final MethodHandle ANSWER =
            event("ANSWER", boolean.class, int.class, Object.class, Object.class, int.class);

    /** (server, lane or null, request, connection): the lane that this request object shall carry on this connection. */
    public static final MethodHandle LANE =
            event("LANE", Object.class, int.class, Object.class, Object.class, Object.class);

    /** (lane, arrival in nanoseconds of {@link System#nanoTime}, or -1): a request begins on the calling thread. */
    public static final MethodHandle BEGIN = event("BEGIN", void.class, Object.class, long.class);

    /** (lane): the calling thread goes on with the request of that lane. */
    public static final MethodHandle RESUMED = event("RESUMED", void.class, Object.class);

    /** (lane, asynchronous): the calling thread leaves the request, which has ended unless it is asynchronous. */
    public static final MethodHandle LEFT = event("LEFT", void.class, Object.class, boolean.class);

    /**
     * (lane made for one request only, arrival in nanoseconds of {@link System#nanoTime}, or -1): the calling thread works on
     * the request, which begins if it has not yet.
     */
    public static final MethodHandle ENTERED = event("ENTERED", void.class, Object.class, long.class);

    /**
     * (lane, whether the thread is one of those that only do the I/O): the calling thread leaves a request that goes on without
     * it, unless it has ended.
     */
    public static final MethodHandle PARKED = event("PARKED", void.class, Object.class, boolean.class);

    /** (lane): the request has ended, whatever was said before. */
    public static final MethodHandle ENDED = event("ENDED", void.class, Object.class);

    /** (lane, size in bytes or 0): the whole response header was handed to the connection. */
    public static final MethodHandle COMMITTED = event("COMMITTED", void.class, Object.class, int.class);

    /** (lane): the whole response was handed to the connection. */
    public static final MethodHandle DELIVERED = event("DELIVERED", void.class, Object.class);

    /** (lane): a write to the wire begins. */
    public static final MethodHandle WRITING = event("WRITING", void.class, Object.class);

    /** (lane, what it threw or null): a write to the wire is over. */
    public static final MethodHandle WROTE = event("WROTE", void.class, Object.class, Throwable.class);

    /** (lane, the ByteBuffers): a write of these bytes to the wire begins; the first of a response are its header. */
    public static final MethodHandle FLUSHING = event("FLUSHING", void.class, Object.class, Object.class);

    /** (lane, whether nothing follows): a part of the response was handed to the connection. */
    public static final MethodHandle SENT = event("SENT", void.class, Object.class, boolean.class);

    /** (lane, why or null): the response is over; with a reason it was cut off, unless it was whole by then. */
    public static final MethodHandle OVER = event("OVER", void.class, Object.class, Throwable.class);

    /** (lane, why): a write that waits for the other end, if there is one, will not be finished. */
    public static final MethodHandle STUCK = event("STUCK", void.class, Object.class, Throwable.class);

    /** (lane): a read from the wire begins. */
    public static final MethodHandle READING = event("READING", void.class, Object.class);

    /** (lane): a read from the wire is over. */
    public static final MethodHandle READ = event("READ", void.class, Object.class);

    /** (server, listener): a listener has opened its port. */
    public static final MethodHandle LISTENING = event("LISTENING", void.class, int.class, Object.class);

    /** (what went wrong, number of the point): woven code could not say what it had to say there. */
    public static final MethodHandle FAILED = event("FAILED", void.class, Throwable.class, int.class);

    private static volatile Map<String, Object> bridge;

    private Hook() {}

    /**
     * Puts a target behind an event.
     *
     * @throws IllegalArgumentException if there is no such event
     * @throws java.lang.invoke.WrongMethodTypeException if the target has another type
     */
    public static void connect(String event, MethodHandle target) {
        site(event).setTarget(target);
    }

    /** Takes the targets of all events away; running code follows as soon as it can. */
    public static void disconnect() {
        MutableCallSite[] all = SITES.values().toArray(new MutableCallSite[0]);
        for (MutableCallSite site : all) {
            site.setTarget(nothing(site.type()));
        }
        MutableCallSite.syncAll(all);
    }

    /**
     * The engine's face towards copies of the library in other class loaders, or null while there is none; its keys are
     * described where the engine fills it.
     */
    public static Map<String, Object> bridge() {
        return bridge;
    }

    /** Sets the bridge; null takes it away. */
    public static void bridge(Map<String, Object> value) {
        bridge = value;
    }

    private static MutableCallSite site(String event) {
        MutableCallSite site = SITES.get(event);
        if (site == null) {
            throw new IllegalArgumentException("No event is called " + event);
        }
        return site;
    }

    private static MethodHandle event(String name, Class<?> returns, Class<?>... takes) {
        MutableCallSite site = new MutableCallSite(nothing(MethodType.methodType(returns, takes)));
        SITES.put(name, site);
        return site.dynamicInvoker();
    }

    /**
     * The method of ours that takes the same and does nothing. Methods, because a handle put together of parts would have the JVM make
     * a class for each part, in the start of every service.
     */
    private static MethodHandle nothing(MethodType type) {
        try {
            return MethodHandles.lookup().findStatic(Hook.class, "nothing", type);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("No method does nothing with " + type, e);
        }
    }

    @SuppressWarnings("unused")
    private static boolean nothing(int server, Object lane, Object request, int length) {
        return false;
    }

    @SuppressWarnings("unused")
    private static Object nothing(int server, Object lane, Object request, Object connection) {
        return null;
    }

    @SuppressWarnings("unused")
    private static void nothing(Object lane) {}

    @SuppressWarnings("unused")
    private static void nothing(Object lane, Object buffers) {}

    @SuppressWarnings("unused")
    private static void nothing(Object lane, long nanos) {}

    @SuppressWarnings("unused")
    private static void nothing(Object lane, boolean flag) {}

    @SuppressWarnings("unused")
    private static void nothing(Object lane, int number) {}

    @SuppressWarnings("unused")
    private static void nothing(Object lane, Throwable thrown) {}

    @SuppressWarnings("unused")
    private static void nothing(int server, Object listener) {}

    @SuppressWarnings("unused")
    private static void nothing(Throwable thrown, int point) {}
}
