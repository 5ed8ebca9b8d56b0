package dev.gatewayhealth.watch;

import dev.gatewayhealth.contract.GatewayContract;
import dev.gatewayhealth.exchange.BrokenOff;
import dev.gatewayhealth.exchange.Exchange;
import dev.gatewayhealth.exchange.Exchanges;
import dev.gatewayhealth.exchange.Exchanges.Counts;
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

    private final Exchanges exchanges;
    private final Supplier<GatewayContract> contracts;
    private final TableReading reading;
    private final List<Followed> following = new ArrayList<>();

    /** Those of them that do not rest at this look, in the order of the table. */
    private final List<Followed> awake = new ArrayList<>();

    private final ExchangeFindings findings;
    private final Judge judge;
    private final ResponseHeaders headers;
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

    /** How many of those in flight are connections that carry another protocol, and may last for ever. */
    private long tunnels;

    private long tunnelsSeen;
    private long lastLook;
    private GatewayContract contract;

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
        this.findings = new ExchangeFindings(settings.warnAt());
        this.judge = new Judge(findings, reading, settings, contracts.get());
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
        judge.begin(contract, exchanges.visit(this));
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
            judge.judge(each, now, wallMillis);
        }
        judgeUnsure(now, wallMillis);
        judgeBrokenOff();
        findings.happened(headers.look(contract));
        findings.queued(waitHere.of(exchanges.stampAges().most()));
        findings.queueWait(contract);
        judge.end();
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
                judge.ended(each);
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
                    judge.seeOff(each, nanos, beganWall + TimeUnit.NANOSECONDS.toMillis(nanos - began));
                }
            }
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
                judge.judge(each, now, wallMillis);
            }
        }
    }

    private void judgeBrokenOff() {
        for (BrokenOff broken = exchanges.nextBrokenOff(); broken != null; broken = exchanges.nextBrokenOff()) {
            exchanges.judged(judge.outcome(broken));
        }
    }

    Counts counts() {
        return judge.counts();
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
        return counts().inFlight() > tunnels;
    }

    /** What was measured since the start. */
    Report.Measured measured() {
        return judge.use().report(exchanges.waits().reading(), headerBytes.largest());
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
