package dev.gatewayhealth.watch;

import dev.gatewayhealth.contract.GatewayContract;
import dev.gatewayhealth.exchange.BrokenOff;
import dev.gatewayhealth.exchange.Exchange;
import dev.gatewayhealth.exchange.Exchanges;
import dev.gatewayhealth.exchange.Exchanges.Counts;
import dev.gatewayhealth.exchange.Exchanges.Outcome;
import dev.gatewayhealth.exchange.Exchanges.State;
import dev.gatewayhealth.exchange.OtherEnd;
import dev.gatewayhealth.proc.SocketTable;
import dev.gatewayhealth.report.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the exchanges in flight, about ten times a second: keeps the gateway's clock for each, notices those near their
 * limit and those that the gateway has left.
 *
 * <p>Belongs to the watchdog thread. The sockets of exchanges older than {@link #YOUNG} are asked at each look, and the kernel's table is
 * read where that is not enough ({@link TableReading}). Each exchange is glanced at; judged are those that do not rest: who waits for its
 * answer, far from its limit, can do nothing that the glance does not see.
 */
final class ExchangeWatch implements Exchanges.Visitor {

    /** Younger exchanges are only glanced at; whoever leaves earlier than this is noticed after it. */
    private static final long YOUNG = TimeUnit.MILLISECONDS.toNanos(200);

    /** To ask a socket takes about a microsecond, so these are some half of a percent of a core. */
    private static final int ASKED_AT_A_LOOK = 500;

    /**
     * So long at most is one left alone that waits for its answer and is far from its limit. Its clock, its header and its turn to be asked
     * are looked at all the same; this is for what nobody has thought of.
     */
    private static final long REST = TimeUnit.SECONDS.toNanos(2);

    private final Exchanges exchanges;
    private final Supplier<GatewayContract> contracts;
    private final TableReading reading;
    private final WatchSettings settings;
    private final List<Followed> following = new ArrayList<>();

    /** Those of them that do not rest at this look, in the order of the table. */
    private final List<Followed> awake = new ArrayList<>();

    private final ExchangeFindings findings;
    private final ResponseHeaders headers;
    private final LimitUse use = new LimitUse();
    private final LargestLately headerBytes;
    private final WaitHere waitHere = new WaitHere();
    private final UnreadWait unreadWait = new UnreadWait();

    /** When the look that goes on began. */
    private long now;

    /** Whose turn it was last. */
    private int turn;

    private long looks;

    /** Whether limits may have changed since the last look. */
    private boolean newContract;

    /** How many of those followed this look has met. */
    private int met;

    /** How many of those followed run on for nobody. */
    private long leftBehind;

    /** How many of those in flight are connections that carry another protocol, and may last for ever. */
    private long tunnels;

    private long tunnelsSeen;
    private long lastLook;
    private GatewayContract contract;
    private Counts counts = new Counts(0, 0, 0, 0, 0, 0);

    /** @param table null where the kernel's table cannot be read */
    ExchangeWatch(
            Exchanges exchanges,
            Supplier<GatewayContract> contracts,
            @Nullable SocketTable table,
            WatchSettings settings,
            long now) {
        this.exchanges = exchanges;
        this.contracts = contracts;
        this.reading = new TableReading(table, now);
        this.settings = settings;
        this.findings = new ExchangeFindings(settings.warnAt());
        this.headers = new ResponseHeaders(exchanges.heads(), settings);
        this.headerBytes = new LargestLately(now);
        this.contract = contracts.get();
        this.lastLook = now;
    }

    /**
     * Looks once.
     *
     * @param now on the clock of the exchanges
     * @param wallMillis the same instant on the wall
     */
    void look(long now, long wallMillis) {
        looks++;
        GatewayContract current = contracts.get();
        newContract = current != contract;
        contract = current;
        this.now = now;
        tunnelsSeen = 0;
        met = 0;
        awake.clear();
        counts = exchanges.visit(this);
        tunnels = tunnelsSeen;
        exchanges.stampAges().take();
        waitHere.look(
                now,
                lastLook,
                working(),
                exchanges.stampAges(),
                contract.strictestReadTimeout().toNanos());
        forgetEnded();
        ask(now);
        findings.start();
        readTable(now, wallMillis);
        for (Followed each : awake) {
            judge(each, now, wallMillis);
        }
        judgeUnsure(now, wallMillis);
        judgeBrokenOff();
        findings.happened(headers.look(contract));
        findings.queued(waitHere.of(exchanges.stampAges().most()));
        findings.queueWait(contract);
        use.counted(counts, leftBehind);
        headerBytes.add(exchanges.heads().takeLargest(), now);
        lastLook = now;
    }

    /** One exchange of the look that goes on. */
    @Override
    public void visit(Exchange exchange, long generation, State state) {
        if (!exchange.running(generation)) {
            return;
        }
        tunnelsSeen += exchange.isTunnel() ? 1 : 0;
        GatewayClock.glance(exchange, generation, now, lastLook);
        if (now - exchange.arrivalNanos() < YOUNG && state == State.CALM) {
            return;
        }
        Followed followed = (Followed) exchange.watched().more();
        if (followed == null) {
            followed = Followed.of(
                    exchange,
                    generation,
                    reading.table(),
                    now,
                    waitHere.most(),
                    unreadWait.of(exchange.arrivalNanos()));
            exchange.watched().more(followed);
            following.add(followed);
        }
        followed.lookedIn = looks;
        met++;
        if (!followed.rests(now, newContract || state != State.CALM)) {
            awake.add(followed);
        }
    }

    /**
     * Asks those whose turn it is, those that were never asked, and those that may be left at any moment. Whoever has been asked once asks
     * again before it writes, so the turns of the others decide when somebody's leaving is known, and not whether.
     */
    private void ask(long now) {
        int size = following.size();
        int turns = Math.min(size, ASKED_AT_A_LOOK);
        for (int i = 0; i < turns; i++) {
            turn = turn + 1 < size ? turn + 1 : 0;
            Followed each = following.get(turn);
            each.ask(now);
            if (each.wakes(now)) {
                awake.add(each);
            }
        }
        if (size > turns) {
            for (Followed each : awake) {
                if (each.askedAt != now && (!each.asked || Leaving.atALimit(each))) {
                    each.ask(now);
                }
            }
        }
    }

    private void forgetEnded() {
        if (met == following.size()) {
            return;
        }
        int kept = 0;
        for (int i = 0; i < following.size(); i++) {
            Followed each = following.get(i);
            if (each.lookedIn == looks) {
                if (kept != i) {
                    following.set(kept, each);
                }
                kept++;
            } else {
                each.stop(reading.table());
                leftBehind -= each.left == Followed.Left.NOT ? 0 : 1;
                use.ended(each);
            }
        }
        following.subList(kept, following.size()).clear();
    }

    private void readTable(long now, long wallMillis) {
        if (reading.due(awake, now, contract.strictestReadTimeout().toNanos())) {
            reading.read(new SeeingOff(now, wallMillis), now);
        }
    }

    /**
     * A long table may take longer to read than a service has left after the gateway has gone; who leaves meanwhile and says so is
     * judged meanwhile.
     */
    private final class SeeingOff implements SocketTable.Meanwhile {

        private final long began;
        private final long beganWall;
        private long last;

        SeeingOff(long began, long beganWall) {
            this.began = began;
            this.beganWall = beganWall;
            this.last = began;
        }

        @Override
        public void at(long nanos) {
            if (nanos - last < TableReading.EVERY) {
                return;
            }
            last = nanos;
            for (Followed each : following) {
                each.ask(nanos);
                if (each.wakes(now)) {
                    awake.add(each);
                }
                if (each.left == Followed.Left.NOT && each.otherEnd == OtherEnd.GONE) {
                    learn(each, nanos, beganWall + TimeUnit.NANOSECONDS.toMillis(nanos - began));
                    GatewayClock.follow(each, nanos, reading.last());
                    leave(each, nanos);
                }
            }
        }
    }

    private void judge(Followed followed, long now, long wallMillis) {
        learn(followed, now, wallMillis);
        if (followed.left != Followed.Left.NOT) {
            findings.leftBehind(followed, now);
            return;
        }
        GatewayClock.follow(followed, now, reading.last());
        Limit limit = followed.limit;
        if (limit == null) {
            return;
        }
        limit = Leaving.possible(followed, limit);
        followed.limit = limit;
        use.seen(followed, limit);
        if (leave(followed, now)) {
            if (followed.left != Followed.Left.NOT) {
                findings.leftBehind(followed, now);
            }
        } else {
            near(followed, limit, now);
        }
    }

    /** Whether the other end has left it before it was answered; if so, that is counted and said. */
    private boolean leave(Followed followed, long now) {
        if (followed.exchange.isTunnel()) {
            // Either side ends it when it likes; whoever follows the connection sees it end.
            return false;
        }
        Limit limit = followed.limit;
        boolean gone = Leaving.left(followed);
        if (limit == null || !(gone || Leaving.inferred(followed, reading.works()))) {
            return false;
        }
        if (followed.hasDelivered()) {
            followed.delivered = true;
            return false;
        }
        left(followed, limit, now, !gone);
        return true;
    }

    /** Reads what it takes to know the limit, as soon as the exchange has used a tenth of the strictest one. */
    private void learn(Followed followed, long now, long wallMillis) {
        long tenth = contract.strictestReadTimeout().toNanos() / 10;
        if (followed.facts == null
                && (now - followed.exchange.arrivalNanos() >= Math.min(tenth, TimeUnit.SECONDS.toNanos(1))
                        || Leaving.left(followed))) {
            followed.facts = RequestFacts.read(followed.exchange, followed.generation, now, wallMillis);
        }
        RequestFacts facts = followed.facts;
        if (facts != null && followed.limitOf != contract) {
            followed.limit = Limit.of(contract, facts, settings.trustLimitHeaders());
            followed.limitOf = contract;
            findings.queued(followed.queued());
        }
    }

    private void left(Followed followed, Limit limit, long now, boolean inferred) {
        boolean told = followed.otherEnd == OtherEnd.GONE;
        long latest = inferred ? now : told ? followed.askedAt : reading.last();
        long earliest = inferred ? now : told ? followed.askedBefore : reading.earlier();
        long latestSilence = followed.silence - (now - latest);
        boolean atLimit = Leaving.atLimit(limit, followed.phase, followed.silence - (now - earliest), latestSilence);
        boolean counted = atLimit
                ? followed.exchange.gaveUp(followed.generation)
                : followed.exchange.abandoned(followed.generation);
        if (!counted) {
            return;
        }
        // Counted before it was judged: one report must not show it as left and count it as in flight.
        counts = counts.left(atLimit);
        followed.left = atLimit ? Followed.Left.GAVE_UP : Followed.Left.ABANDONED;
        followed.leftAt = now;
        leftBehind++;
        Stacks.refresh(followed, now);
        if (atLimit) {
            followed.limit = Leaving.limitOf(limit, followed.phase, latestSilence);
            findings.gaveUp(followed, followed.limit, inferred);
        }
    }

    /** What lies unread decides whether some are near, and nobody has looked lately: their limits do not wait for the next look. */
    private void judgeUnsure(long now, long wallMillis) {
        boolean read = false;
        // By number: while the table is read, others may be found to have been left, and wake.
        for (int i = 0; i < awake.size(); i++) {
            Followed each = awake.get(i);
            if (each.unsure) {
                if (!read) {
                    reading.read(new SeeingOff(now, wallMillis), now);
                    read = true;
                }
                judge(each, now, wallMillis);
            }
        }
    }

    private void near(Followed followed, Limit limit, long now) {
        long bound = limit.nanos(followed.phase);
        boolean isNear = !followed.delivered
                && bound != Long.MAX_VALUE
                && followed.silence >= settings.warnAt() * bound
                && !followed.hasDelivered();
        followed.unsure = isNear && isStale(followed, now);
        if (followed.unsure) {
            return;
        }
        if (isNear) {
            boolean first = followed.exchange.becameNear(followed.generation);
            Stacks.refresh(followed, now);
            findings.near(followed, limit, first);
        } else {
            followed.exchange.calmedDown(followed.generation);
            followed.rest(
                    now, Math.min(REST, Leaving.inSight(limit, followed.phase, settings.warnAt()) - followed.silence));
        }
    }

    /** Whether the kernel was asked too long ago to say that whatever was sent has been read, and whose turn it is. */
    private boolean isStale(Followed followed, long now) {
        return followed.phase != Phase.BEFORE_HEADER
                && followed.socket != null
                && followed.exchange.calm(followed.generation)
                && now - reading.last() > 2 * TableReading.EVERY;
    }

    private void judgeBrokenOff() {
        for (BrokenOff broken = exchanges.nextBrokenOff(); broken != null; broken = exchanges.nextBrokenOff()) {
            exchanges.judged(outcome(broken));
        }
    }

    private Outcome outcome(BrokenOff broken) {
        if (broken.invalid()) {
            return Outcome.FAILED;
        }
        Broken its = Broken.of(broken, contract);
        if (broken.byUs()) {
            findings.happened(List.of(Aborted.noticed(its, broken.missing())));
            return Outcome.FAILED;
        }
        boolean atLimit =
                Leaving.atLimit(its.limit(), its.phase(), its.silence() - TableReading.AT_LEAST_EVERY, its.silence());
        if (atLimit) {
            Limit limit = Leaving.limitOf(its.limit(), its.phase(), its.silence());
            findings.gaveUp(limit, its.received(), its.silence());
        }
        return atLimit ? Outcome.GAVE_UP : Outcome.ABANDONED;
    }

    Counts counts() {
        return counts;
    }

    /** Is told of the queues in front of the service. */
    WaitHere waitHere() {
        return waitHere;
    }

    /** Is told how long requests wait for a thread unread. */
    UnreadWait unreadWait() {
        return unreadWait;
    }

    /** Whether anybody waits for an answer; a connection that carries another protocol ends when somebody wants it to. */
    boolean working() {
        return counts.inFlight() > tunnels;
    }

    /** What was measured since the start. */
    Report.Measured measured() {
        return use.report(exchanges.waits().reading(), headerBytes.largest());
    }

    /** What the last look found; valid until the next. */
    ExchangeFindings findings() {
        return findings;
    }

    /** The threads at work on exchanges that began so long ago, those nobody waits for any more included. */
    List<Thread> workingFor(long nanos) {
        List<Thread> threads = new ArrayList<>();
        for (Followed each : following) {
            Thread thread = each.exchange.thread();
            if (thread != null && lastLook - each.exchange.arrivalNanos() >= nanos) {
                threads.add(thread);
            }
        }
        return threads;
    }

    /** The exchanges that have been in flight longest, a line each. */
    List<String> oldest(long wallMillis) {
        return Oldest.lines(following, lastLook, wallMillis);
    }

    /** The longest any gateway has been waiting, in nanoseconds. */
    long longestSilence() {
        long longest = 0;
        for (Followed each : following) {
            if (each.left == Followed.Left.NOT && !each.delivered) {
                longest = Math.max(longest, each.silence);
            }
        }
        return longest;
    }
}
