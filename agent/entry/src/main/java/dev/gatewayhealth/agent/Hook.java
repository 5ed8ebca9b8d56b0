package dev.gatewayhealth.agent;

import java.util.Arrays;
import java.util.Map;

/**
 * Where woven container code meets the engine: a table of what listens to each event, and the bridge for the application's own copy
 * of the library.
 *
 * <p>Woven code finds this class through the system class loader, whatever loader it lives in itself, takes the table of its kind of
 * server once and calls what stands in it through an interface of {@code java.base}, so its own loader never has to see a class of
 * ours. Interfaces and not method handles, because a handle has the JVM make classes for each shape it is called with, in the start
 * of every service. Nothing happens there until the engine puts its own listeners into the table; taking them away again is one
 * call, and running code follows.
 *
 * <p>A <i>lane</i> is an object of the engine that the woven container object carries in a field of its own.
 */
public final class Hook {

    /** {@code IntPredicate} of the length of the raw path: whether such a request may be one for the engine to answer. */
    public static final int MAY_ANSWER = 0;

    /** {@code ToIntBiFunction} of lane or null, and request: 1 if the engine has answered the request itself. */
    public static final int ANSWER = 1;

    /** {@code BiFunction} of lane or null, and request: the lane that this request object shall carry. */
    public static final int LANE = 2;

    /** {@code BiConsumer} of lane and connection: the request object is used on this connection from now on. */
    public static final int BOUND = 3;

    /**
     * {@code ObjLongConsumer} of lane and arrival in nanoseconds of {@link System#nanoTime}, or -1: a request begins on the calling
     * thread.
     */
    public static final int BEGIN = 4;

    /** {@code Consumer} of lane: the calling thread goes on with the request of that lane. */
    public static final int RESUMED = 5;

    /**
     * {@code ObjIntConsumer} of lane and asynchronous, 0 or 1: the calling thread leaves the request, which has ended unless it is
     * asynchronous.
     */
    public static final int LEFT = 6;

    /**
     * {@code ObjLongConsumer} of a lane made for one request only and arrival in nanoseconds of {@link System#nanoTime}, or -1: the
     * calling thread works on the request, which begins if it has not yet.
     */
    public static final int ENTERED = 7;

    /**
     * {@code ObjIntConsumer} of lane and whether the thread is one of those that only do the I/O, 0 or 1: the calling thread leaves a
     * request that goes on without it, unless it has ended.
     */
    public static final int PARKED = 8;

    /** {@code Consumer} of lane: the request has ended, whatever was said before. */
    public static final int ENDED = 9;

    /** {@code ObjIntConsumer} of lane and size in bytes, or 0: the whole response header was handed to the connection. */
    public static final int COMMITTED = 10;

    /** {@code Consumer} of lane: the whole response was handed to the connection. */
    public static final int DELIVERED = 11;

    /** {@code Consumer} of lane: a write to the wire begins. */
    public static final int WRITING = 12;

    /** {@code BiConsumer} of lane and what it threw, or null: a write to the wire is over. */
    public static final int WROTE = 13;

    /** {@code Consumer} of lane: a read from the wire begins. */
    public static final int READING = 14;

    /** {@code Consumer} of lane: a read from the wire is over. */
    public static final int READ = 15;

    /** {@code Consumer} of a listener that has opened its port. */
    public static final int LISTENING = 16;

    /** {@code ObjIntConsumer} of what went wrong and the number of the point: woven code could not say what it had to say there. */
    public static final int FAILED = 17;

    /**
     * {@code BiConsumer} of conversation and message: a message was encoded and handed on towards the wire. A <i>conversation</i> is a
     * lane of a connection; its {@link #LANE} is asked for with the list of the messages that were decoded.
     */
    public static final int SAID = 18;

    /** {@code BiConsumer} of conversation and what was thrown, or null: told before {@link #SAID}, which is void if something was. */
    public static final int UNSAID = 19;

    /** {@code ObjIntConsumer} of conversation and whether the socket took all of it, 0 or 1: what was to be flushed was offered to it. */
    public static final int FLUSHED = 20;

    /** {@code ObjLongConsumer} of conversation and the bytes that still wait in the connection's buffer, a part of which has gone. */
    public static final int DRAINED = 21;

    /**
     * {@code ObjIntConsumer} of lane or conversation and whether the transport does it on its own account, 0 or 1: the connection is
     * about to be closed, whatever was still to be sent.
     */
    public static final int CLOSING = 22;

    /**
     * {@code BiConsumer} of lane and the {@code ByteBuffer}s, or an array of bytes: a write of these to the wire begins; the first of a
     * response are its header.
     */
    public static final int FLUSHING = 23;

    /**
     * {@code BiConsumer} of lane and why, or null: the response is over; with a reason it was cut off, unless it was whole by then.
     */
    public static final int OVER = 24;

    /** {@code BiConsumer} of lane and why: a write that waits for the other end, if there is one, will not be finished. */
    public static final int STUCK = 25;

    /**
     * {@code BiConsumer} of lane and what holds the header of a response, complete and about to be sent or just sent: of a lane a
     * {@code ByteBuffer} up to its position, of a conversation the server's own buffer.
     */
    public static final int HEAD = 26;

    /** {@code Consumer} of a connection: what it reads from and writes to is there now. */
    public static final int CONNECTED = 27;

    /** {@code Consumer} of a server or a part of it: it is about to stop; whoever calls is held back until it may. */
    public static final int STOPPING = 28;

    /** {@code ObjLongConsumer} of lane and the length in bytes that a response's header declares of its body, or -1. */
    public static final int DECLARED = 29;

    /** {@code ObjLongConsumer} of lane and how many bytes of its body a response had that is over now. */
    public static final int SENT = 30;

    /** {@code ObjLongConsumer} of lane and how many bytes a response that is over now lacks of what its header declared. */
    public static final int MISSING = 31;

    /** {@code BiConsumer} of lane and connection: the server is about to close that one, or will send nothing more on it. */
    public static final int CLOSED = 32;

    /** {@code BiConsumer} of conversation and message: it is about to be encoded, which may use up what it holds. */
    public static final int SAYING = 33;

    /** {@code BiConsumer} of a servlet's request and response: the calling thread enters a servlet with these. */
    public static final int SERVING = 34;

    /** {@code Consumer} of a servlet's request: the calling thread has left the servlet. */
    public static final int SERVED = 35;

    /** {@code ObjIntConsumer} of lane and the status of a response whose header is handed to the connection. */
    public static final int STATUS = 36;

    /** {@code Consumer} of lane: bytes have come on its connection, which are its request's only if that became a tunnel. */
    public static final int CAME = 37;

    /** How many events there are. */
    public static final int SIZE = 38;

    /** How many kinds of servers the engine may know. */
    private static final int KINDS = 16;

    /**
     * What listens, by the number of the kind of server and by event. The arrays stay the same for good: woven code holds on to its
     * own. Plain writes are enough; a request that meets an old listener is one that came a moment earlier.
     */
    @SuppressWarnings("MutablePublicArray") // that is what it is for
    public static final Object[][] LISTENERS = new Object[KINDS][SIZE];

    private static volatile Map<String, Object> bridge;

    static {
        disconnect();
    }

    private Hook() {}

    /**
     * Puts a listener behind an event of one kind of server; it must be of the interface the event is described with.
     *
     * @param server its number, below the length of the table
     * @param event one of the constants
     * @param listener of that interface
     */
    public static void connect(int server, int event, Object listener) {
        LISTENERS[server][event] = listener;
    }

    /** Takes all listeners away. */
    public static void disconnect() {
        for (Object[] each : LISTENERS) {
            Arrays.fill(each, Quiet.INSTANCE);
        }
    }

    /**
     * {@return the engine's face towards copies of the library in other class loaders, or null while there is none; its keys are described
     * where the engine fills it}
     */
    public static Map<String, Object> bridge() {
        return bridge;
    }

    /**
     * Sets the bridge; null takes it away.
     *
     * @param value from words to functions in types of {@code java.base}
     */
    public static void bridge(Map<String, Object> value) {
        bridge = value;
    }
}
