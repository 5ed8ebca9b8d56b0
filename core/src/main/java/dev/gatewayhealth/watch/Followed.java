package dev.gatewayhealth.watch;

import dev.gatewayhealth.contract.GatewayContract;
import dev.gatewayhealth.exchange.Connection;
import dev.gatewayhealth.exchange.Exchange;
import dev.gatewayhealth.exchange.OtherEnd;
import dev.gatewayhealth.exchange.RequestView;
import dev.gatewayhealth.proc.Endpoints;
import dev.gatewayhealth.proc.SocketTable;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** An exchange that has become old enough to matter, and all the watch knows of it. Touched by the watchdog thread only. */
final class Followed {

    private static final AtomicLong IDS = new AtomicLong();

    // What each look touches of one that rests comes first, and so into one line of the processor's cache.

    /** How long the gateway has been waiting, in nanoseconds, counted from its own stamp as far as that is believed. */
    long silence;

    /** The same, counted from what was seen of the exchange itself; only this may decide alone. */
    long seenSilence;

    /** The number of the look that met it last. */
    long lookedIn;

    /** Until when it can be left alone, if nothing happens to it; never later than now for one that does not rest. */
    private long restsUntil;

    final Exchange exchange;
    final long generation;
    private final long id = IDS.incrementAndGet();
    final SocketTable.@Nullable Lookup socket;

    /** Whether its connection stands in no table: on a unix socket nothing shows that the gateway left. */
    final boolean untold;

    /** Whether a connection that was never in the kernel's table is one that has left it. */
    final boolean ownEnds;

    @Nullable
    RequestFacts facts;

    @Nullable
    Limit limit;

    @Nullable
    GatewayContract limitOf;

    Phase phase = Phase.BEFORE_HEADER;

    /** The longest it can have waited in front of the service, in nanoseconds, by what was seen there as it came. */
    private final long waitHere;

    /** How long it waited for a thread, in nanoseconds, as far as that was seen; what it says itself is more exact. */
    private final long waitUnread;

    /** When it began to be followed; the kernel's table tells of its connection from the next reading on. */
    final long since;

    /** How much of its body the service had taken at the last look. */
    long bodyTaken;

    /** How much of it had come, what the kernel holds included; -1 until that was known for the first time. */
    long bodyArrived = -1;

    private @Nullable BodyWait bodyWait;

    /** The most of its limit that it was found to have used; negative before that could be told. */
    double used = -1;

    boolean delivered;

    /** What the socket itself said at the last look. */
    OtherEnd otherEnd = OtherEnd.UNTOLD;

    /** Whether it ever was. */
    boolean asked;

    /** When that was. */
    long askedAt;

    /** When it had been asked before; the beginning, if it had not. */
    long askedBefore;

    /** Near its limit, unless the gateway has bytes to read that an old reading of the kernel's table does not show. */
    boolean unsure;

    Left left = Left.NOT;
    long leftAt;
    List<String> stack = List.of();
    long stackAt;

    /** Whether, and to whose mind, the other end is gone. */
    enum Left {
        NOT("near"),
        GAVE_UP("gave-up"),
        ABANDONED("abandoned");

        private final String word;

        Left(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    private Followed(
            Exchange exchange,
            long generation,
            SocketTable.@Nullable Lookup socket,
            boolean untold,
            long since,
            long waitHere,
            long waitUnread) {
        this.exchange = exchange;
        this.since = since;
        this.restsUntil = since;
        this.waitHere = waitHere;
        this.waitUnread = waitUnread;
        this.generation = generation;
        this.socket = socket;
        this.untold = untold;
        this.askedAt = exchange.arrivalNanos();
        this.askedBefore = askedAt;
        RequestView view = exchange.view();
        this.ownEnds = view == null || view.ownEnds();
    }

    /**
     * Starts following; the connection's own addresses are asked for here, once.
     *
     * @param waitHere the longest it can have waited in front of the service, in nanoseconds
     * @param waitUnread how long it did wait for a thread as far as was seen, in nanoseconds
     */
    static Followed of(
            Exchange exchange, long generation, @Nullable SocketTable table, long now, long waitHere, long waitUnread) {
        Connection connection = connection(exchange, generation);
        if (connection == null) {
            return new Followed(exchange, generation, null, false, now, waitHere, waitUnread);
        }
        if (connection.local() == null || connection.remote() == null || table == null) {
            return new Followed(exchange, generation, null, true, now, waitHere, waitUnread);
        }
        Endpoints ends = Endpoints.of(connection.local(), connection.remote());
        return new Followed(exchange, generation, table.add(ends), false, now, waitHere, waitUnread);
    }

    private static @Nullable Connection connection(Exchange exchange, long generation) {
        RequestView view = exchange.view();
        Object socket = exchange.connection();
        if (view == null || socket == null) {
            return null;
        }
        try {
            Connection connection = view.connection(socket);
            return exchange.running(generation) ? connection : null;
        } catch (RuntimeException e) {
            return null;
        }
    }

    void stop(@Nullable SocketTable table) {
        if (table != null && socket != null) {
            table.remove(socket);
        }
    }

    /** Made for the few that have a body of unknown length. */
    BodyWait bodyWait() {
        BodyWait its = bodyWait;
        if (its == null) {
            its = new BodyWait(exchange.arrivalNanos());
            bodyWait = its;
        }
        return its;
    }

    /** A reference that is written costs the collector's barrier, at each look for each exchange; most stay in their phase. */
    void in(Phase now) {
        if (phase != now) {
            phase = now;
        }
    }

    boolean running() {
        return exchange.running(generation);
    }

    /** Asks the socket itself whether the other end is still there, as long as that matters. */
    void ask(long now) {
        RequestView view = exchange.view();
        Object connection = exchange.connection();
        asked = true;
        // A unix socket is not asked: what it means there that the gateway left is inferred from the limit.
        if (left != Left.NOT || delivered || socket == null || view == null || connection == null) {
            return;
        }
        askedBefore = askedAt;
        askedAt = now;
        try {
            OtherEnd told = view.otherEnd(connection);
            otherEnd = running() ? told : OtherEnd.UNTOLD;
            exchange.doubt();
        } catch (RuntimeException e) {
            otherEnd = OtherEnd.UNTOLD;
        }
    }

    /**
     * Whether something has to be known that only the kernel's table tells: who has left where the socket cannot be asked, and what
     * lies unread between the two while either of them sends a body.
     */
    boolean needsTable() {
        RequestFacts known = facts;
        return socket != null
                && left == Left.NOT
                && !delivered
                && (otherEnd == OtherEnd.UNTOLD
                        || exchange.headerBytes() >= 0
                        || (known != null && known.bodyExpected() != 0));
    }

    /** Whether bytes stand between us and the gateway's application, so that it is the one not reading. */
    boolean unread() {
        SocketTable.Lookup seen = socket;
        return seen != null
                && seen.found()
                && (seen.txQueue() > 0 || seen.peerRxQueue().orElse(0) > 0);
    }

    /** Bytes of the request that the kernel holds for us. */
    long unreceived() {
        SocketTable.Lookup seen = socket;
        return seen != null && seen.found() ? seen.rxQueue() : 0;
    }

    /** Whether the container has handed everything over, although the service still runs. */
    boolean hasDelivered() {
        if (delivered || exchange.wasDelivered()) {
            return true;
        }
        RequestView view = exchange.view();
        Object request = exchange.request();
        if (view == null || request == null) {
            return false;
        }
        try {
            return view.delivered(request, exchange.connection()) && running();
        } catch (RuntimeException e) {
            return false;
        }
    }

    /**
     * Leaves it alone for so long, if all it can do until then is wait on, commit its header, end, or be left: each of that is noticed
     * without judging it anew. With ten thousand in flight, to judge each at each look would take a processor two percent of its time,
     * most of it waiting for memory.
     */
    void rest(long now, long nanos) {
        RequestFacts known = facts;
        boolean waits = phase == Phase.BEFORE_HEADER && known != null && known.bodyExpected() == 0;
        boolean asks = socket == null || otherEnd == OtherEnd.THERE;
        restsUntil = waits && asks && !delivered ? now + nanos : now;
    }

    /**
     * Whether it is left alone at this look, which is asked once; its clock goes on.
     *
     * @param otherwise whether something else has happened that it has to be judged by
     */
    boolean rests(long now, boolean otherwise) {
        if (!isResting(now)) {
            return false;
        }
        if (otherwise || exchange.headerBytes() >= 0) {
            restsUntil = now;
            return false;
        }
        long ahead = silence - seenSilence;
        seenSilence = now - exchange.watched().silentSince();
        silence = seenSilence + ahead;
        return true;
    }

    /** Whether it was left alone at this look. */
    boolean isResting(long now) {
        return now - restsUntil < 0;
    }

    /** Whether it rested, and has to be judged now: its socket, which was just asked, does not say any more that somebody waits. */
    boolean wakes(long now) {
        boolean wakes = isResting(now) && socket != null && otherEnd != OtherEnd.THERE;
        restsUntil = wakes ? now : restsUntil;
        return wakes;
    }

    /** How long it waited in front of the service, in nanoseconds; negative if nobody said, and nothing was seen. */
    long queued() {
        RequestFacts known = facts;
        if (waitedUnread()) {
            return waitUnread;
        }
        return known == null ? -1 : Math.min(known.stampAgeNanos(), waitHere);
    }

    /** Whether its wait in front of the service was seen and not said: then it waited with all of its body that is here. */
    boolean waitedUnread() {
        RequestFacts known = facts;
        return known != null && known.stampAgeNanos() < 0 && waitUnread > 0;
    }

    /** Identifies the exchange in reports. */
    long id() {
        return id;
    }

    String path() {
        return facts == null ? "" : facts.received().path();
    }

    String method() {
        return facts == null ? "" : facts.received().method();
    }

    String location() {
        return limit == null ? "" : limit.location();
    }
}
