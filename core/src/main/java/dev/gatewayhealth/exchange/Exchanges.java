package dev.gatewayhealth.exchange;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The exchanges in flight: a table of slots, claimed by one CAS and given back by another.
 *
 * <p>Nothing is allocated for an exchange once the table is as large as the busiest moment needs. A thread starts looking at a
 * slot of its own (its id, hashed), which is nearly always free and in its own cache; if that neighbourhood is taken, it jumps
 * to random places, and after a few misses the table is doubled. Doubling copies references, never slots, so an exchange
 * stays valid whichever array a thread still holds. At {@link #MOST} exchanges the next one is counted as overflowed and not
 * followed.
 *
 * <p>No counter is touched for an ordinary exchange: every claim raises the generation of its slot, so the number started is
 * the sum of the generations, and answered is what remains when the rare outcomes are taken away.
 */
public final class Exchanges {

    /** The most exchanges followed at one time. */
    public static final int MOST = 1 << 17;

    private static final int FIRST = 1 << 8;
    private static final int NEIGHBOURS = 4;
    private static final int JUMPS = 16;
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final VarHandle SLOTS;

    static {
        try {
            SLOTS = MethodHandles.lookup().findVarHandle(Exchanges.class, "slots", Exchange[].class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private volatile Exchange[] slots;
    private final Ticker ticker;
    private final int most;
    private final LongAdder overflowed = new LongAdder();
    private final AtomicLong gaveUp = new AtomicLong();
    private final AtomicLong abandoned = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();

    /** Exchanges whose connection broke under a write, until the watchdog has said what that was. */
    private final ConcurrentLinkedQueue<BrokenOff> broken = new ConcurrentLinkedQueue<>();

    private final ResponseHeads heads = new ResponseHeads();
    private final Traffic traffic = new Traffic();

    /** How many more requests the watchdog wants to know the queue time of; racy by a few, which is all it needs. */
    private volatile int curious;

    private final StampAges stampAges = new StampAges();
    private final Spread waits = Spread.ofSeconds();
    private final AtomicLong longestIdle = new AtomicLong(-1);

    /** Written by the watchdog. */
    private volatile boolean idleWanted;

    /**
     * Starts with a small table, which grows up to {@link #MOST}.
     *
     * @param ticker the clock; nanoseconds that only differences are taken of
     */
    public Exchanges(Ticker ticker) {
        this(ticker, FIRST, MOST);
    }

    /** For tests: both sizes a power of two. */
    Exchanges(Ticker ticker, int first, int most) {
        this.ticker = ticker;
        this.most = most;
        this.slots = grown(new Exchange[0], first);
    }

    /**
     * Begins an exchange on the calling thread; never blocks, and allocates nothing once warm.
     *
     * @param arrivalNanos when its first byte was read, on the clock of the {@link Ticker}
     * @param view how to read {@code request} and {@code connection} later, from another thread
     * @param request the container's request object
     * @param connection the container's connection, as it was handed over with the request
     * @return the exchange, or null when the table is full
     */
    public @Nullable Exchange begin(long arrivalNanos, RequestView view, Object request, @Nullable Object connection) {
        Exchange slot = claim(arrivalNanos);
        if (slot == null) {
            overflowed.increment();
            return null;
        }
        slot.open(arrivalNanos, view, request, connection);
        return slot;
    }

    /**
     * {@return whether the arrival stamp that the gateway sends is worth reading for this request} Nearly always not: that costs a header
     * look-up and a string.
     */
    public boolean curious() {
        int left = curious;
        if (left == 0) {
            return false;
        }
        curious = left - 1;
        return true;
    }

    /**
     * The watchdog wants to know how long that many of the next requests waited before they got here.
     *
     * @param requests how many
     */
    public void curious(int requests) {
        curious = requests;
    }

    /**
     * How old the gateway's stamp on a request was as it began; called on the request thread after it was {@link #curious}.
     *
     * @param exchange the one that began
     * @param nanos negative where there is none that says anything
     */
    public void waited(Exchange exchange, long nanos) {
        exchange.stampAgeNanos(nanos);
        if (nanos >= 0) {
            waits.add(nanos / 1e9);
        }
        stampAges.add(nanos);
    }

    /**
     * The watchdog wants to know how long connections were idle before a request came on them, or no longer.
     *
     * @param wanted whether it still does
     */
    public void wantIdle(boolean wanted) {
        idleWanted = wanted;
    }

    /** {@return whether it is worth asking a connection for that; asked only of requests it is {@link #curious} about} */
    public boolean idleWanted() {
        return idleWanted;
    }

    /**
     * How long a connection had carried nothing; called on the request thread.
     *
     * @param nanos how long
     */
    public void idled(long nanos) {
        if (nanos > longestIdle.get()) {
            longestIdle.accumulateAndGet(nanos, Math::max);
        }
    }

    /** {@return the longest idle time since this was last asked, in nanoseconds; -1 if none was seen} */
    public long takeLongestIdle() {
        return longestIdle.getAndSet(-1);
    }

    /** {@return how old the stamps are of the requests that it is {@link #curious} about} For the watchdog to take. */
    public StampAges stampAges() {
        return stampAges;
    }

    /** {@return how old the stamps of all of those were, in seconds} */
    public Spread waits() {
        return waits;
    }

    /** {@return what the requests show that it is {@link #curious} about} */
    public Traffic traffic() {
        return traffic;
    }

    /** {@return the headers of the responses} */
    public ResponseHeads heads() {
        return heads;
    }

    private @Nullable Exchange claim(long arrivalNanos) {
        Exchange[] table = slots;
        int mask = table.length - 1;
        @SuppressWarnings("deprecation") // threadId() came with 19; getId() is the same where nobody overrides it
        long id = Thread.currentThread().getId();
        int start = (int) ((id * GOLDEN) >>> 32);
        for (int i = 0; i < NEIGHBOURS; i++) {
            Exchange slot = table[(start + i) & mask];
            if (slot.claim()) {
                return slot;
            }
        }
        return claimElsewhere(table, (arrivalNanos ^ id) * GOLDEN);
    }

    private @Nullable Exchange claimElsewhere(Exchange[] table, long seed) {
        Exchange[] current = table;
        while (true) {
            Exchange slot = jump(current, seed);
            if (slot != null) {
                return slot;
            }
            if (current.length >= most) {
                return sweep(current);
            }
            Exchange[] larger = grown(current, current.length * 2);
            SLOTS.compareAndSet(this, current, larger);
            current = slots;
        }
    }

    private static @Nullable Exchange jump(Exchange[] table, long seed) {
        long random = seed;
        for (int i = 0; i < JUMPS; i++) {
            random = random * 6364136223846793005L + 1442695040888963407L;
            Exchange slot = table[(int) (random >>> 40) & (table.length - 1)];
            if (slot.claim()) {
                return slot;
            }
        }
        return null;
    }

    private static @Nullable Exchange sweep(Exchange[] table) {
        for (Exchange slot : table) {
            if (slot.claim()) {
                return slot;
            }
        }
        return null;
    }

    private Exchange[] grown(Exchange[] old, int length) {
        Exchange[] larger = new Exchange[length];
        System.arraycopy(old, 0, larger, 0, old.length);
        for (int i = old.length; i < length; i++) {
            larger[i] = new Exchange(this);
        }
        return larger;
    }

    void count(int state) {
        (state == Exchange.GAVE_UP ? gaveUp : abandoned).incrementAndGet();
    }

    /** Called on the request thread, once for an exchange that ends broken; the watchdog knows the limits and decides. */
    void brokenOff(Exchange exchange, long generation) {
        if (exchange.move(generation, Exchange.CALM, Exchange.ABANDONED)
                || exchange.move(generation, Exchange.NEAR, Exchange.ABANDONED)) {
            broken.add(BrokenOff.of(exchange, generation, ticker.nanos()));
        }
    }

    // ---- the watchdog ----

    /**
     * Calls {@code visitor} for every exchange in flight or left behind; a snapshot slot by slot.
     *
     * @param visitor called on this thread
     * @return how many there were, by outcome
     */
    public Counts visit(Visitor visitor) {
        // The rare outcomes first: one that ends in between is then counted as answered for a moment, not as negative.
        long pending = broken.size();
        long up = gaveUp.get();
        long left = abandoned.get();
        long cut = failed.get();
        long started = 0;
        long inFlight = pending;
        for (Exchange slot : slots) {
            long word = slot.word();
            long generation = word >>> 3;
            int state = (int) (word & Exchange.STATE_MASK);
            started += generation;
            if (state == Exchange.FILLING) {
                inFlight++;
            } else if (state != Exchange.FREE) {
                inFlight += state <= Exchange.NEAR ? 1 : 0;
                visitor.visit(slot, generation, stateOf(state));
            }
        }
        return new Counts(inFlight, started, cut, up, left, overflowed.sum());
    }

    private static State stateOf(int state) {
        return switch (state) {
            case Exchange.CALM -> State.CALM;
            case Exchange.NEAR -> State.NEAR;
            case Exchange.GAVE_UP -> State.GAVE_UP;
            default -> State.ABANDONED;
        };
    }

    /** {@return the next exchange that broke off and was not judged yet, or null} */
    public @Nullable BrokenOff nextBrokenOff() {
        return broken.poll();
    }

    /**
     * The verdict on one that broke off.
     *
     * @param outcome what it came to
     */
    public void judged(Outcome outcome) {
        switch (outcome) {
            case GAVE_UP -> gaveUp.incrementAndGet();
            case ABANDONED -> abandoned.incrementAndGet();
            case FAILED -> failed.incrementAndGet();
        }
    }

    /** What an exchange that was not answered came to. */
    public enum Outcome {
        /** Ended without a whole response, and neither of them had left. */
        FAILED,
        /** The gateway's time was up. */
        GAVE_UP,
        /** Its client had gone before that. */
        ABANDONED
    }

    /** Where an exchange that runs stands. */
    public enum State {
        /** Nothing is near. */
        CALM,
        /** A limit of the gateway's is. */
        NEAR,
        /** The gateway has left, the service goes on. */
        GAVE_UP,
        /** The client has left, the service goes on. */
        ABANDONED
    }

    /** Is shown the exchanges that run. */
    @FunctionalInterface
    public interface Visitor {

        /**
         * One exchange, on the thread that asked.
         *
         * @param exchange to be read only, and perhaps already another by the time it is
         * @param generation which use of the slot was seen
         * @param state where it stood
         */
        void visit(Exchange exchange, long generation, State state);
    }

    /**
     * How many there were, by outcome; {@code answered} is what remains.
     *
     * @param inFlight begun and neither ended nor left behind
     * @param started all that began
     * @param failed ended without a whole response
     * @param gaveUp left by the gateway
     * @param abandoned left by their client
     * @param overflowed not followed, because too many were in flight
     */
    public record Counts(long inFlight, long started, long failed, long gaveUp, long abandoned, long overflowed) {

        /** {@return how many ended well} */
        public long answered() {
            return started - inFlight - failed - gaveUp - abandoned;
        }

        /**
         * {@return the same after one of those in flight was found to be left, by the gateway or by its client}
         *
         * @param byGateway by its client otherwise
         */
        public Counts left(boolean byGateway) {
            return new Counts(
                    inFlight - 1,
                    started,
                    failed,
                    gaveUp + (byGateway ? 1 : 0),
                    abandoned + (byGateway ? 0 : 1),
                    overflowed);
        }
    }
}
