package dev.gatewayhealth.watch;

import dev.gatewayhealth.contract.GatewayContract;
import dev.gatewayhealth.exchange.BrokenOff;
import dev.gatewayhealth.exchange.Exchanges.Counts;
import dev.gatewayhealth.exchange.Exchanges.Outcome;
import dev.gatewayhealth.exchange.OtherEnd;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Says of one exchange after the other whether it is near its limit, left by the gateway, or neither, counts those who were left, and
 * keeps what there is to tell. Belongs to the watchdog thread.
 */
final class Judge {

    /**
     * So long at most is one left alone that waits for its answer and is far from its limit. Its clock, its header and its turn to be asked
     * are looked at all the same; this is for what nobody has thought of.
     */
    private static final long REST = TimeUnit.SECONDS.toNanos(2);

    private final ExchangeFindings findings;
    private final TableReading reading;
    private final WatchSettings settings;
    private final LimitUse use = new LimitUse();

    /** How many of those followed run on for nobody. */
    private long leftBehind;

    private GatewayContract contract;
    private Counts counts = new Counts(0, 0, 0, 0, 0, 0);

    Judge(ExchangeFindings findings, TableReading reading, WatchSettings settings, GatewayContract contract) {
        this.findings = findings;
        this.reading = reading;
        this.settings = settings;
        this.contract = contract;
    }

    /** A look begins, with what was counted up to it. */
    void begin(GatewayContract contract, Counts counts) {
        this.contract = contract;
        this.counts = counts;
    }

    /** The look is over. */
    void end() {
        use.counted(counts, leftBehind);
    }

    /** One that was followed has ended. */
    void ended(Followed followed) {
        leftBehind -= followed.left == Followed.Left.NOT ? 0 : 1;
        use.ended(followed);
    }

    /** As it stands at this look. */
    void judge(Followed followed, long now, long wallMillis) {
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

    /** Its other end has gone, between two looks. */
    void seeOff(Followed followed, long now, long wallMillis) {
        learn(followed, now, wallMillis);
        GatewayClock.follow(followed, now, reading.last());
        leave(followed, now);
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

    /** How one ended that broke off before it was answered. */
    Outcome outcome(BrokenOff broken) {
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

    /** What was counted, with those who were found to have been left since. */
    Counts counts() {
        return counts;
    }

    /** How much of their limits exchanges have used. */
    LimitUse use() {
        return use;
    }
}
