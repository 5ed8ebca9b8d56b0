package dev.gatewayhealth.watch;

import dev.gatewayhealth.audit.KeepAliveWatch;
import dev.gatewayhealth.contract.GatewayContract;
import dev.gatewayhealth.drain.Drain;
import dev.gatewayhealth.drain.Traffic;
import dev.gatewayhealth.exchange.Exchanges;
import dev.gatewayhealth.exchange.Exchanges.Counts;
import dev.gatewayhealth.exchange.Ticker;
import dev.gatewayhealth.finding.FindingLog;
import dev.gatewayhealth.finding.Noticed;
import dev.gatewayhealth.proc.SocketTable;
import dev.gatewayhealth.report.Pollers;
import dev.gatewayhealth.report.PreparedAnswers;
import dev.gatewayhealth.report.Report;
import dev.gatewayhealth.report.Status;
import dev.gatewayhealth.resource.Resource;
import dev.gatewayhealth.settings.Settings;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the watchdog does: looks at the exchanges at every round and at the resources once a second, hands what the rules notice to the
 * findings log, and publishes a report by one volatile write: every second, and at once when something has changed.
 */
public final class Rounds implements Watchdog.Look, Supplier<PreparedAnswers>, Traffic, AutoCloseable {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private static final String EXCHANGES = "exchanges";
    private static final String RESOURCES = "resources";
    private static final String TRAFFIC = "traffic";
    private static final String FINDINGS = "findings";

    private final Failing failing = new Failing();
    private final Sources sources;
    private final FindingLog log;
    private final InstantSource wall;
    private final ExchangeWatch exchanges;
    private final ResourceRound resources;
    private final Reporter reporter;
    private final Notices notices;

    private long lastSecond;
    private boolean begun;
    private boolean hadStates;
    private boolean idle;
    private long turns;

    private final Ticker ticker;

    /** When something was last seen in flight or to have begun; the watchdog writes, a drain reads. */
    private volatile long lastBusy;

    /** How to have a look at once. */
    private volatile @Nullable Watchdog watchdog;

    private volatile PreparedAnswers answers;

    /** Told when the verdict changes; on the watchdog's thread, which it must not hold up. */
    private @Nullable Turned turned;

    /**
     * Looks at nothing before {@link #look}.
     *
     * @param sources where the rounds look
     * @param log gets what the rules notice
     * @param settings what the operator set, every key with its default
     * @param ticker the clock; nanoseconds that only differences are taken of
     * @param wall the time that reports show
     */
    public Rounds(Sources sources, FindingLog log, Settings settings, Ticker ticker, InstantSource wall) {
        this.sources = sources;
        this.log = log;
        this.wall = wall;
        WatchSettings watch = new WatchSettings(
                settings.warnAt(), settings.trustLimitHeaders(), settings.horizon(), settings.nginxVersion());
        this.ticker = ticker;
        this.lastBusy = ticker.nanos();
        this.exchanges =
                new ExchangeWatch(sources.exchanges(), sources.contract(), sources.table(), watch, ticker.nanos());
        this.resources = new ResourceRound(sources, settings, exchanges, ticker);
        this.notices = new Notices(sources, exchanges, resources, failing, settings.warnAt());
        this.reporter = new Reporter(sources, failing, log, settings, wall.instant());
        this.answers = reporter.prepare(wall.instant(), exchanges, resources);
    }

    /**
     * Where the rounds look.
     *
     * @param exchanges those in flight, looked at in every round
     * @param contract as it is at the moment
     * @param table the kernel's TCP sockets; null where they cannot be read
     * @param settingsProblems what the operator wrote and cannot be used
     * @param hooks where the monitor listens, asked for at each report
     * @param pollers who asks for the endpoint
     * @param drain how this instance leaves
     * @param gatewayErrors what nginx's error log says
     * @param version of Gateway Health
     */
    public record Sources(
            Exchanges exchanges,
            Supplier<GatewayContract> contract,
            @Nullable SocketTable table,
            List<dev.gatewayhealth.settings.Problem> settingsProblems,
            Supplier<List<Report.Hook>> hooks,
            Pollers pollers,
            Drain drain,
            GatewayErrors gatewayErrors,
            String version) {}

    /** Told of changes of the verdict. */
    @FunctionalInterface
    public interface Turned {

        /**
         * It was that, and is now as in the report.
         *
         * @param from the verdict before
         * @param to the report that says the new one
         * @param oldest a line each for the exchanges that have been in flight longest; asked for here or never
         */
        void turned(Status from, Report to, Supplier<List<String>> oldest);
    }

    /**
     * Tells of changes of the verdict. Before the first round.
     *
     * @param whom called on the watchdog thread
     */
    public void telling(Turned whom) {
        turned = whom;
    }

    /**
     * What the audit says is said with the rest, and what it wants to know is looked for. Before the first round.
     *
     * @param audit what the audit says, asked on the watchdog thread
     * @param watch wants to know how long connections are idle
     */
    public void judging(Supplier<List<Noticed>> audit, KeepAliveWatch watch) {
        notices.judging(audit, watch);
    }

    /** {@return the current report and what is answered from it; for any thread} */
    public PreparedAnswers answers() {
        return answers;
    }

    /** The same, for the endpoint. */
    @Override
    public PreparedAnswers get() {
        return answers;
    }

    /**
     * Watches one more resource from the next round on; for any thread.
     *
     * @param resource read by the watchdog thread
     */
    public void watch(Resource resource) {
        resources.add(resource);
    }

    /**
     * Watches that one no more; for any thread.
     *
     * @param resource one that was watched
     */
    public void unwatch(Resource resource) {
        resources.remove(resource);
    }

    /**
     * A setting turned out not to be usable; said as long as the service runs. For any thread.
     *
     * @param problem what cannot be used, and what can
     */
    public void problem(dev.gatewayhealth.settings.Problem problem) {
        notices.problem(problem);
    }

    /** One round, on the watchdog's thread. */
    @Override
    public void look(long now) {
        boolean second = !begun || now - lastSecond >= SECOND;
        if (second) {
            lastSecond = begun && now - lastSecond < 2 * SECOND ? lastSecond + SECOND : now;
            begun = true;
        }
        boolean turned = watch(now, second);
        idle = !turned && nothingNew();
        if (second || !idle) {
            tell(now, second);
        }
    }

    /** Each part for itself: what one throws, or has no memory for, must not keep the others from looking. */
    private boolean watch(long now, boolean second) {
        boolean turned = false;
        try {
            exchanges.look(now, wall.millis());
            failing.well(EXCHANGES);
        } catch (Throwable e) {
            failing.failed(EXCHANGES, e);
        }
        try {
            turned = resources.glance(now);
            if (second) {
                resources.look();
            }
            failing.well(RESOURCES);
        } catch (Throwable e) {
            failing.failed(RESOURCES, e);
        }
        try {
            busy(now);
            notices.look(now, second);
            failing.well(TRAFFIC);
        } catch (Throwable e) {
            failing.failed(TRAFFIC, e);
        }
        return turned || failing.news();
    }

    private void tell(long now, boolean second) {
        Instant at = wall.instant();
        boolean changes = second || hadStates;
        try {
            changes |= find(now, at);
            failing.well(FINDINGS);
        } catch (Throwable e) {
            failing.failed(FINDINGS, e);
        }
        hadStates = !exchanges.findings().shown().isEmpty();
        changes |= hadStates || failing.news();
        if (changes || counted() || sources.drain().draining() != shown()) {
            publish(reporter.prepare(at, exchanges, resources));
        }
    }

    /** Hands what there is to say to the log; true if anything happened, began or ended. */
    private boolean find(long now, Instant at) {
        List<Noticed> states = notices.states(now);
        List<Noticed> happened = notices.happened(at, answers.report());
        for (Noticed event : happened) {
            log.happened(event);
        }
        log.tick(now, at, states);
        boolean turned = turns != log.turns();
        turns = log.turns();
        return turned || !happened.isEmpty();
    }

    /** Nothing is in flight, so the next that begins is young for two looks more. */
    @Override
    public boolean idle() {
        return idle && exchanges.counts().inFlight() == 0;
    }

    /** Whether all is as it was told; then the once a second will do, which is what keeps a service that has nothing to do from paying. */
    private boolean nothingNew() {
        ExchangeFindings found = exchanges.findings();
        return !hadStates
                && found.shown().isEmpty()
                && !found.happened()
                && !counted()
                && !sources.gatewayErrors().waiting()
                && sources.drain().draining() == shown();
    }

    private void publish(PreparedAnswers next) {
        Status before = answers.report().status();
        answers = next;
        Turned whom = turned;
        if (whom != null && next.report().status() != before) {
            try {
                whom.turned(before, next.report(), () -> exchanges.oldest(wall.millis()));
            } catch (Throwable e) {
                failing.failed(FINDINGS, e);
            }
        }
    }

    /**
     * Told once, before the first round.
     *
     * @param whose the watchdog that asks for the rounds
     */
    public void walkedBy(Watchdog whose) {
        watchdog = whose;
    }

    @Override
    public boolean shown() {
        return answers.report().status() == Status.DRAINING;
    }

    @Override
    public long quietNanos() {
        return Math.max(0, ticker.nanos() - lastBusy);
    }

    @Override
    public void hurry() {
        Watchdog its = watchdog;
        if (its != null) {
            its.hurry();
        }
    }

    private void busy(long now) {
        Counts counts = exchanges.counts();
        if (exchanges.working()
                || counts.started() != answers.report().exchanges().started()) {
            lastBusy = now;
            sources.drain().serves(now);
        }
    }

    /** Whether exchanges came or went since the last report: whoever asks after a request finds it counted. */
    private boolean counted() {
        Report.Exchanges told = answers.report().exchanges();
        Counts counts = exchanges.counts();
        return told.started() != counts.started() || told.inFlight() != counts.inFlight();
    }

    @Override
    public void close() {
        resources.close();
    }
}
