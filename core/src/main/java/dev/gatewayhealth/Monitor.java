package dev.gatewayhealth;

import dev.gatewayhealth.audit.KeepAliveWatch;
import dev.gatewayhealth.audit.LimitSource;
import dev.gatewayhealth.audit.ListenerLimits;
import dev.gatewayhealth.contract.Listening;
import dev.gatewayhealth.drain.Drain;
import dev.gatewayhealth.evidence.Evidence;
import dev.gatewayhealth.exchange.Exchanges;
import dev.gatewayhealth.exchange.Ticker;
import dev.gatewayhealth.finding.FindingListener;
import dev.gatewayhealth.finding.FindingLog;
import dev.gatewayhealth.jfr.FlightEvents;
import dev.gatewayhealth.probe.ProbeToken;
import dev.gatewayhealth.proc.SocketTable;
import dev.gatewayhealth.report.HealthEndpoint;
import dev.gatewayhealth.report.HealthResponse;
import dev.gatewayhealth.report.Pollers;
import dev.gatewayhealth.report.Report;
import dev.gatewayhealth.report.ReportSource;
import dev.gatewayhealth.report.Status;
import dev.gatewayhealth.resource.Resource;
import dev.gatewayhealth.settings.Problem;
import dev.gatewayhealth.settings.Settings;
import dev.gatewayhealth.watch.GatewayErrors;
import dev.gatewayhealth.watch.Rounds;
import dev.gatewayhealth.watch.Watchdog;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The monitor of one JVM: contract, exchanges, resources, watch, findings and endpoint put together. Whatever form it comes in, agent,
 * filter or starter, there is one of it.
 */
public final class Monitor implements ReportSource, AutoCloseable {

    private final Settings settings;
    private final Exchanges exchanges;
    private final FindingLog findings;
    private final Pollers pollers;
    private final Drain drain;
    private final Rounds rounds;
    private final Watchdog watchdog;
    private final ContractKeeper contract;
    private final @Nullable ErrorLogKeeper errorLog;
    private final HealthEndpoint endpoint;
    private final @Nullable Evidence evidence;

    private Monitor(Parts parts) {
        this.settings = parts.settings.settings();
        this.exchanges = parts.exchanges;
        this.findings = new FindingLog(parts.lines);
        this.findings.listen(parts.listener);
        FlightEvents flight = new FlightEvents();
        this.findings.listen(flight);
        this.pollers = new Pollers(parts.ticker);
        this.drain = new Drain(pollers, settings.drainMin(), settings.drainMax(), parts.ticker, parts.lines);
        KeepAliveWatch keepAlive = new KeepAliveWatch();
        this.contract = new ContractKeeper(settings, keepAlive, parts.lines);
        GatewayErrors gatewayErrors = new GatewayErrors();
        Path log = settings.nginxErrorLog();
        this.errorLog = log == null
                ? null
                : new ErrorLogKeeper(log, contract::places, contract, gatewayErrors, parts.lines, parts.ticker);
        this.rounds = new Rounds(
                new Rounds.Sources(
                        exchanges,
                        contract,
                        parts.table,
                        parts.settings.problems(),
                        parts.hooks,
                        pollers,
                        drain,
                        gatewayErrors,
                        parts.version),
                findings,
                settings,
                parts.ticker,
                parts.wall);
        rounds.judging(contract.audited(), keepAlive);
        this.endpoint = new HealthEndpoint(settings.path(), settings.adminToken(), rounds, parts.metrics, drain);
        this.watchdog = new Watchdog(parts.ticker, rounds, parts.lines);
        this.rounds.walkedBy(watchdog);
        this.drain.watching(rounds);
        Path kept = settings.evidenceDir();
        this.evidence = kept == null ? null : Evidence.in(kept, parts.ticker, parts.lines);
        this.rounds.telling(new Turns(flight, evidence));
    }

    /**
     * {@return a monitor whose thread is running}
     *
     * @param parts what it is made of
     */
    public static Monitor start(Parts parts) {
        Monitor monitor = new Monitor(parts);
        monitor.watchdog.start();
        if (monitor.errorLog != null) {
            monitor.errorLog.start();
        }
        return monitor;
    }

    /**
     * The service listens there too; which locations proxy to it is read anew, and nothing is known of its limits.
     *
     * @param listening a place where this service takes connections
     */
    public void listening(Listening listening) {
        contract.listening(listening, null);
    }

    /**
     * The service listens there too, and can be asked for its limits.
     *
     * @param listening a place where this service takes connections
     * @param limits asked on the contract's own thread
     */
    public void listening(Listening listening, LimitSource limits) {
        contract.listening(listening, limits);
    }

    /**
     * An application tells how long it waits for what it needs; it is asked once, on another thread, and only where a gateway is known.
     *
     * @param timeouts asked on another thread
     * @return ends it
     */
    public Runnable application(Supplier<List<ListenerLimits.ApplicationTimeout>> timeouts) {
        return contract.application(timeouts);
    }

    /** No server that is known listens anywhere yet; what nginx does is read all the same. */
    public void watchWithoutServer() {
        contract.begin();
    }

    /** {@return the TCP ports of this machine that the gateway proxies to, as far as its configuration is known} */
    public Set<Integer> proxiedPorts() {
        return contract.get().passes().localPorts();
    }

    /**
     * Watches one more thing that can run out.
     *
     * @param resource read by the watchdog thread
     */
    public void watch(Resource resource) {
        rounds.watch(resource);
    }

    /**
     * Watches that one no more.
     *
     * @param resource one that was watched
     */
    public void unwatch(Resource resource) {
        rounds.unwatch(resource);
    }

    /**
     * A setting turned out not to be usable; it stands in the report from now on.
     *
     * @param problem what cannot be used, and what can
     */
    public void problem(Problem problem) {
        rounds.problem(problem);
    }

    /** {@return the endpoint, for those who answer for it} */
    public HealthEndpoint endpoint() {
        return endpoint;
    }

    /** {@return who asks for the endpoint} */
    public Pollers pollers() {
        return pollers;
    }

    /** {@return how this instance leaves} */
    public Drain drain() {
        return drain;
    }

    /** {@return whether every location that leads here is known to turn to another server when this one answers 503} */
    public boolean repeatedElsewhere() {
        return contract.get().passes().repeatedOn("http_503");
    }

    /** {@return the exchanges in flight, for those who see the requests} */
    public Exchanges exchanges() {
        return exchanges;
    }

    /** {@return what the operator set, every key with its default} */
    public Settings settings() {
        return settings;
    }

    /**
     * Tells this listener too when findings begin and end.
     *
     * @param listener called on the watchdog thread
     */
    public void listen(FindingListener listener) {
        findings.listen(listener);
    }

    @Override
    public Report report() {
        return rounds.answers().report();
    }

    /**
     * Answers a request on the service's own port that may be for the endpoint, and notes who asked.
     *
     * @param method of the request line
     * @param rawPath as it came over the wire, undecoded
     * @param accept as sent, null without one
     * @param authorization as sent, null without one
     * @param userAgent as sent, null without one; our own probes are known by it
     * @param from the peer of the socket
     * @return null if the path belongs to the application
     */
    public @Nullable HealthResponse poll(
            String method,
            String rawPath,
            @Nullable String accept,
            @Nullable String authorization,
            @Nullable String userAgent,
            String from) {
        HealthResponse answer = endpoint.answer(method, rawPath, accept, authorization, false);
        if (answer != null && !ProbeToken.is(userAgent)) {
            pollers.polled(from, method, userAgent, answer.status(), endpoint.readiness(rawPath));
        }
        return answer;
    }

    @Override
    public void close() {
        watchdog.close();
        rounds.close();
        contract.close();
        if (errorLog != null) {
            errorLog.close();
        }
        if (evidence != null) {
            evidence.close();
        }
    }

    /** What a change of the verdict sets off. */
    private record Turns(FlightEvents flight, @Nullable Evidence evidence) implements Rounds.Turned {

        @Override
        public void turned(Status from, Report to, Supplier<List<String>> oldest) {
            flight.turned(from, to);
            if (to.status() == Status.DOWN && evidence != null) {
                evidence.down(to, oldest.get());
            }
        }
    }

    /**
     * What a monitor is made of.
     *
     * @param settings with what could not be used of them, which becomes findings
     * @param exchanges those whoever sees the requests begins and ends
     * @param table null where the kernel's table of connections cannot be read
     * @param hooks where the monitor listens, asked for at each report
     * @param metrics the text for the metrics path, null where the host has its own
     * @param version of Gateway Health
     * @param lines where a line of the monitor's own goes
     * @param listener is told when findings begin and end
     * @param ticker the clock; nanoseconds that only differences are taken of
     * @param wall the time that reports show
     */
    public record Parts(
            Settings.Outcome settings,
            Exchanges exchanges,
            @Nullable SocketTable table,
            Supplier<List<Report.Hook>> hooks,
            @Nullable Supplier<String> metrics,
            String version,
            Consumer<String> lines,
            FindingListener listener,
            Ticker ticker,
            InstantSource wall) {}
}
