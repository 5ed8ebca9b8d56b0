package dev.gatewayhealth.exchange;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * One request and its response, from arrival to the last byte; a slot that is used again and again.
 *
 * <p>Who writes what:
 * <ul>
 * <li>{@link #word} is the generation and the state. The thread that begins an exchange claims the slot by one CAS to FILLING,
 *     writes the plain fields and publishes them by the release store of CALM. The watchdog moves CALM and NEAR on, whoever
 *     ends the exchange moves it to FREE; each by CAS, so each step is taken, and reported, exactly once. Every claim raises
 *     the generation: an end that comes late, or twice, finds another generation and does nothing.
 * <li>The marks ({@link #written}, {@link #blocked}, …) are written by whichever thread does the container's I/O and read by
 *     the watchdog: opaque, one store each, no fence. A mark that arrives after its exchange ended may land on the next user of
 *     the slot. It can then restart that user's clock once, by no more than the age it has at that moment, so the worst is one
 *     warning late by a tick. Only a connection found broken is counted, and which one that is, is asked of the slot's present user.
 * </ul>
 */
@SuppressWarnings("UnusedVariable") // the fields are read through the handles
public final class Exchange {

    static final long STATE_MASK = 7;
    static final long NEXT_GENERATION = STATE_MASK + 1;
    static final int FREE = 0;
    static final int FILLING = 1;
    static final int CALM = 2;
    static final int NEAR = 3;
    static final int GAVE_UP = 4;
    static final int ABANDONED = 5;

    private static final int NOT_BLOCKED = 0;
    private static final int IN_WRITE = 1;
    private static final int IN_READ = 2;

    private static final int WHOLE = 0;
    private static final int PEER_GONE = 1;
    private static final int CUT_OFF = 2;
    private static final int INVALID = 3;

    private static final VarHandle WORD;
    private static final VarHandle WRITTEN;
    private static final VarHandle BLOCKED;
    private static final VarHandle HEADER_BYTES;
    private static final VarHandle DELIVERED;
    private static final VarHandle BROKEN;
    private static final VarHandle THREAD;
    private static final VarHandle DOUBTED;
    private static final VarHandle TUNNEL;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            WORD = lookup.findVarHandle(Exchange.class, "word", long.class);
            WRITTEN = lookup.findVarHandle(Exchange.class, "written", int.class);
            BLOCKED = lookup.findVarHandle(Exchange.class, "blocked", int.class);
            HEADER_BYTES = lookup.findVarHandle(Exchange.class, "headerBytes", int.class);
            DELIVERED = lookup.findVarHandle(Exchange.class, "delivered", boolean.class);
            BROKEN = lookup.findVarHandle(Exchange.class, "broken", int.class);
            THREAD = lookup.findVarHandle(Exchange.class, "thread", Thread.class);
            DOUBTED = lookup.findVarHandle(Exchange.class, "doubted", boolean.class);
            TUNNEL = lookup.findVarHandle(Exchange.class, "tunnel", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Exchanges home;

    /** Generation times eight, plus the state. */
    private long word;

    private long arrival;
    private long stampAge;
    private @Nullable RequestView view;
    private @Nullable Object request;
    private @Nullable Object connection;
    private @Nullable Thread thread;
    private int written;
    private int blocked;
    private int headerBytes;
    private boolean delivered;
    private int broken;
    private boolean async;

    /** Whether the next write is to ask first if anybody is left to read it; set by the watchdog and by whoever reads, taken by whoever writes. */
    private boolean doubted;

    /** Whether its connection carries another protocol now, as a WebSocket; written by whoever answered, read by the watchdog. */
    private boolean tunnel;

    /** Bytes that a response cut short lacks of what its header declared; plain, as whoever ends it has written it. */
    private long missing;

    /** What the watchdog remembers between two looks; only its thread touches it. */
    private final Watched watched = new Watched();

    Exchange(Exchanges home) {
        this.home = home;
    }

    // ---- the thread that begins and ends ----

    boolean claim() {
        long seen = (long) WORD.getOpaque(this);
        return (seen & STATE_MASK) == FREE && WORD.compareAndSet(this, seen, seen + NEXT_GENERATION + FILLING - FREE);
    }

    void open(long arrivalNanos, RequestView how, Object what, @Nullable Object socket) {
        arrival = arrivalNanos;
        stampAge = -1;
        view = how;
        request = what;
        connection = socket;
        thread = Thread.currentThread();
        written = 0;
        blocked = NOT_BLOCKED;
        headerBytes = -1;
        delivered = false;
        broken = WHOLE;
        async = false;
        doubted = false;
        TUNNEL.setOpaque(this, false);
        missing = -1;
        WORD.setRelease(this, word - FILLING + CALM);
    }

    /**
     * Ends the exchange of that generation; late and repeated calls do nothing.
     *
     * @param generation what {@link #generation()} said when it began
     */
    public void end(long generation) {
        if (broken != WHOLE && inFlight(generation)) {
            home.brokenOff(this, generation);
        }
        while (true) {
            long seen = (long) WORD.getVolatile(this);
            if (seen >>> 3 != generation || (seen & STATE_MASK) < CALM) {
                return;
            }
            // Drop what belongs to the container before the slot can be claimed again; a watchdog that reads null gives
            // up.
            request = null;
            connection = null;
            THREAD.setOpaque(this, null);
            if (WORD.compareAndSet(this, seen, seen & ~STATE_MASK)) {
                return;
            }
        }
    }

    /** {@return what identifies this use of the slot} */
    public long generation() {
        return (long) WORD.getVolatile(this) >>> 3;
    }

    // ---- marks, by whichever thread does the work ----

    /**
     * How old the gateway's stamp on it was when the container saw it.
     *
     * @param nanos at least 0, or -1 where nobody said
     */
    public void stampAgeNanos(long nanos) {
        stampAge = nanos;
    }

    /** The calling thread works on it now. */
    public void onThread() {
        THREAD.setOpaque(this, Thread.currentThread());
    }

    /** The calling thread leaves it: it waits to be completed asynchronously. */
    public void offThread() {
        async = true;
        leftBy(Thread.currentThread());
    }

    /**
     * That thread leaves it; whoever took it up in the meantime keeps it.
     *
     * @param leaving the thread that worked on it
     */
    public void leftBy(Thread leaving) {
        THREAD.compareAndSet(this, leaving, null);
    }

    /**
     * The response header, complete, was handed to the connection; if that is broken, it reaches nobody.
     *
     * @param bytes the size of the header, 0 when it is not known
     */
    public void committed(int bytes) {
        if ((int) BROKEN.getOpaque(this) == WHOLE) {
            HEADER_BYTES.setOpaque(this, bytes);
        }
    }

    /** Its response header is one that nginx makes a failure of. */
    public void invalid() {
        if ((int) BROKEN.getOpaque(this) == WHOLE) {
            BROKEN.setOpaque(this, INVALID);
        }
    }

    /** A write to the wire begins; until {@link #wrote} the gateway is the one that is slow. */
    public void writing() {
        if ((boolean) DOUBTED.getOpaque(this)) {
            DOUBTED.setOpaque(this, false);
            if (isLeft()) {
                broken(false);
            }
        }
        BLOCKED.setOpaque(this, IN_WRITE);
    }

    /**
     * Whether the other end is gone before all of the response was sent. The first bytes that are written after that still succeed, so an
     * exchange that ends before the watchdog's next look would pass for answered.
     */
    private boolean isLeft() {
        RequestView how = view;
        Object what = request;
        Object socket = connection;
        if (how == null || what == null || socket == null || wasDelivered()) {
            return false;
        }
        try {
            return how.otherEnd(socket) == OtherEnd.GONE && !how.delivered(what, socket);
        } catch (RuntimeException | LinkageError e) {
            // A view may throw anything over an object that is being recycled.
            return false;
        }
    }

    /** A write to the wire has returned: bytes left, or went to the kernel. */
    public void wrote() {
        WRITTEN.setOpaque(this, written + 1);
        BLOCKED.setOpaque(this, NOT_BLOCKED);
    }

    /** A write has returned, and what it wrote may still lie in a buffer of the container: nothing is known to have left. */
    public void kept() {
        BLOCKED.setOpaque(this, NOT_BLOCKED);
    }

    /** A read from the wire begins; until {@link #read} it is the gateway's turn to send. */
    public void reading() {
        BLOCKED.setOpaque(this, IN_READ);
    }

    /**
     * A read from the wire has returned. It may have found that nothing more comes; so the next write asks if anybody is left to read it,
     * which costs a request with a body one system call.
     */
    public void read() {
        BLOCKED.setOpaque(this, NOT_BLOCKED);
        DOUBTED.setOpaque(this, true);
    }

    /** All of the response was handed to the connection. */
    public void delivered() {
        DELIVERED.setOpaque(this, true);
    }

    /**
     * A write failed, or the response was given up before it was whole. What is said first is the reason; whatever fails afterwards fails
     * because of it.
     *
     * @param byUs whether our side gave up (a write timeout, an error after the header), rather than finding the other end gone
     */
    public void broken(boolean byUs) {
        if ((int) BROKEN.getOpaque(this) == WHOLE && !tunnel) {
            BROKEN.setOpaque(this, byUs ? CUT_OFF : PEER_GONE);
        }
        BLOCKED.setOpaque(this, NOT_BLOCKED);
    }

    /**
     * The response ended with so many bytes less of its body than its header declared: by us, if nobody was found gone before.
     *
     * @param bytes above 0
     */
    public void cutShort(long bytes) {
        if ((int) BROKEN.getOpaque(this) != PEER_GONE) {
            missing = bytes;
        }
        broken(true);
    }

    /** Its connection carries another protocol from now on, and may be ended by either side at any time: that is no failure. */
    public void becameTunnel() {
        // The header was all of the response, and whatever follows belongs to it.
        DELIVERED.setOpaque(this, false);
        TUNNEL.setOpaque(this, true);
    }

    /**
     * The same, where the server's request object will be used for others: what is to be known of this one is kept elsewhere.
     *
     * @param kept a view of what is kept
     * @param keptRequest what that view reads
     */
    public void becameTunnel(RequestView kept, Object keptRequest) {
        view = kept;
        request = keptRequest;
        becameTunnel();
    }

    /** {@return whether a header of known size went out, and neither all of the body nor a failure was seen after it} */
    public boolean unfinished() {
        return headerBytes > 0 && !delivered && broken == WHOLE;
    }

    /** {@return whether nothing at all went out, and no failure was seen that would explain it} */
    public boolean unanswered() {
        return headerBytes < 0 && written == 0 && !delivered && broken == WHOLE;
    }

    /** {@return whether bytes went out that were no header of the server's own: what they were is not known} */
    public boolean wasWrittenPast() {
        return headerBytes < 0 && written != 0;
    }

    // ---- the watchdog ----

    long word() {
        return (long) WORD.getAcquire(this);
    }

    /**
     * {@return whether that generation still runs and nobody has left it}
     *
     * @param generation the use of the slot that is meant
     */
    public boolean inFlight(long generation) {
        long seen = word();
        int state = (int) (seen & STATE_MASK);
        return seen >>> 3 == generation && (state == CALM || state == NEAR);
    }

    /**
     * {@return whether that generation runs and was not found near its limit}
     *
     * @param generation the use of the slot that is meant
     */
    public boolean calm(long generation) {
        return word() == ((generation << 3) | CALM);
    }

    /**
     * {@return whether that generation still runs, left by the gateway or not}
     *
     * @param generation the use of the slot that is meant
     */
    public boolean running(long generation) {
        long seen = word();
        return seen >>> 3 == generation && (seen & STATE_MASK) >= CALM;
    }

    /** Moves the state of that generation; false if it has ended or somebody else moved it. */
    boolean move(long generation, int from, int to) {
        long expected = (generation << 3) | from;
        return WORD.compareAndSet(this, expected, (generation << 3) | to);
    }

    /**
     * {@return whether it went from calm to near} True once.
     *
     * @param generation the use of the slot that is meant
     */
    public boolean becameNear(long generation) {
        return move(generation, CALM, NEAR);
    }

    /**
     * {@return whether it went from near to calm} True once.
     *
     * @param generation the use of the slot that is meant
     */
    public boolean calmedDown(long generation) {
        // Asked for every exchange, and nearly all are calm: looked at first, so that their memory is not taken from
        // those who work on them.
        return !calm(generation) && move(generation, NEAR, CALM);
    }

    /**
     * {@return whether this call decided that the gateway gave up} True once.
     *
     * @param generation the use of the slot that is meant
     */
    public boolean gaveUp(long generation) {
        return left(generation, GAVE_UP);
    }

    /**
     * {@return whether this call decided that the client left first} True once.
     *
     * @param generation the use of the slot that is meant
     */
    public boolean abandoned(long generation) {
        return left(generation, ABANDONED);
    }

    private boolean left(long generation, int state) {
        boolean moved = move(generation, CALM, state) || move(generation, NEAR, state);
        if (moved) {
            home.count(state);
        }
        return moved;
    }

    /** From now on the next write asks whether the other end is still there: one system call for each call of this. */
    public void doubt() {
        DOUBTED.setOpaque(this, true);
    }

    /** {@return what the watchdog remembers of it} */
    public Watched watched() {
        return watched;
    }

    /** {@return when its first byte was read, on the clock of the {@link Ticker}} */
    public long arrivalNanos() {
        return arrival;
    }

    /** {@return how old the gateway's stamp on it was, in nanoseconds, or -1 if nobody said} */
    public long stampAgeNanos() {
        return stampAge;
    }

    /** {@return how its request is read; null before the slot was used} */
    public @Nullable RequestView view() {
        return view;
    }

    /** {@return the container's request object; null before the slot was used} */
    public @Nullable Object request() {
        return request;
    }

    /** {@return the container's connection; null where it has none to show} */
    public @Nullable Object connection() {
        return connection;
    }

    /** {@return whether it goes on as something other than HTTP} */
    public boolean isTunnel() {
        return (boolean) TUNNEL.getOpaque(this);
    }

    /** {@return the thread that works on it; null while none is known to} */
    public @Nullable Thread thread() {
        return (Thread) THREAD.getOpaque(this);
    }

    /** {@return whether the container's thread has gone back without ending it} */
    public boolean async() {
        return async;
    }

    /** {@return how many writes there were} Only a change means anything. */
    public int written() {
        return (int) WRITTEN.getOpaque(this);
    }

    /** {@return whether a thread is inside a write of the response} */
    public boolean inWrite() {
        return (int) BLOCKED.getOpaque(this) == IN_WRITE;
    }

    /** {@return whether a thread is inside a read of the request's body} */
    public boolean inRead() {
        return (int) BLOCKED.getOpaque(this) == IN_READ;
    }

    /** {@return the size of the response header in bytes, 0 when only known to be complete, -1 before it is} */
    public int headerBytes() {
        return (int) HEADER_BYTES.getOpaque(this);
    }

    /** Bytes of the body that were declared and not sent; -1 unless it is known to have been cut short. */
    long missingBytes() {
        return missing;
    }

    /** Whether our own side ended it, rather than the other end being gone. */
    boolean cutOffByUs() {
        return (int) BROKEN.getOpaque(this) == CUT_OFF;
    }

    /** Whether nginx made a failure of its header. */
    boolean wasInvalid() {
        return (int) BROKEN.getOpaque(this) == INVALID;
    }

    /** {@return whether all of the response was handed to the connection} */
    public boolean wasDelivered() {
        return (boolean) DELIVERED.getOpaque(this);
    }
}
