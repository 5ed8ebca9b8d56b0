package dev.gatewayhealth.watch;

import dev.gatewayhealth.audit.KeepAliveWatch;
import dev.gatewayhealth.contract.GatewayContract;
import dev.gatewayhealth.contract.Passes;
import dev.gatewayhealth.contract.Problem;
import dev.gatewayhealth.finding.Noticed;
import dev.gatewayhealth.report.Report;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * All that there is to say at one moment, from wherever it is noticed: exchanges, resources, audit, nginx's log, traffic, and ourselves.
 * Belongs to the watchdog thread, but for {@link #problem}.
 */
final class Notices {

    private final Rounds.Sources sources;
    private final ExchangeWatch exchanges;
    private final ResourceRound resources;
    private final Failing failing;
    private final TrafficWatch traffic;

    /** Written by whoever finds a problem, read by the watchdog. */
    private final List<Noticed> standing;

    private @Nullable KeepAliveRound keepAlive;
    private @Nullable Supplier<List<Noticed>> audited;

    /** Made when there is a configuration to tell whom nginx could turn to. */
    private @Nullable UpstreamEjected ejected;

    /** Made when the configuration bounds what is sent here at once. */
    private @Nullable ConnectionCap cap;

    private @Nullable GatewayContract capped;

    private final double warnAt;

    Notices(Rounds.Sources sources, ExchangeWatch exchanges, ResourceRound resources, Failing failing, double warnAt) {
        this.warnAt = warnAt;
        this.sources = sources;
        this.exchanges = exchanges;
        this.resources = resources;
        this.failing = failing;
        this.traffic = new TrafficWatch(sources.exchanges().traffic(), sources.pollers());
        this.standing = new CopyOnWriteArrayList<>(Standing.of(sources.settingsProblems()));
    }

    /** What the audit says is said with the rest, and what it wants to know is looked for. Before the first round. */
    void judging(Supplier<List<Noticed>> audit, KeepAliveWatch watch) {
        audited = audit;
        keepAlive = new KeepAliveRound(watch, sources.exchanges(), sources.gatewayErrors());
    }

    /** Said as long as the service runs. For any thread. */
    void problem(dev.gatewayhealth.settings.Problem problem) {
        standing.addAll(Standing.of(List.of(problem)));
    }

    /** Once a round, after the exchanges. */
    void look(long now, boolean second) {
        stopped(now);
        if (second) {
            traffic.look(now);
        }
    }

    private void stopped(long now) {
        Passes passes = sources.contract().get().passes();
        UpstreamEjected stop = ejected;
        if (stop == null && !passes.all().isEmpty()) {
            stop = new UpstreamEjected();
            ejected = stop;
        }
        if (stop != null) {
            stop.look(now, exchanges.counts(), passes);
        }
    }

    /** By those that the gateway still waits for. */
    private @Nullable Noticed full(long now, GatewayContract contract) {
        if (contract != capped) {
            capped = contract;
            cap = contract.passes().bounded() ? ConnectionCap.of(contract, warnAt) : null;
        }
        ConnectionCap its = cap;
        // Who was left is not in flight: nginx counts it no more either.
        return its == null ? null : its.state(now, exchanges.counts().inFlight());
    }

    /** What has happened since the last round. */
    List<Noticed> happened(Instant at, Report told) {
        List<Noticed> happened = new ArrayList<>(exchanges.findings().events());
        if (sources.gatewayErrors().waiting()) {
            SeenInside seen =
                    SeenInside.of(at, told.status(), exchanges.findings().shown(), resources.use());
            happened.addAll(
                    sources.gatewayErrors().take(seen, sources.contract().get()));
        }
        KeepAliveRound idle = keepAlive;
        Noticed nearMiss = idle == null ? null : idle.look(told.exchanges().failed());
        if (nearMiss != null) {
            happened.add(nearMiss);
        }
        return sources.contract().get().handedOn() ? HandedOn.of(happened) : happened;
    }

    /** What is the case. */
    List<Noticed> states(long now) {
        List<Noticed> states = new ArrayList<>(standing);
        Supplier<List<Noticed>> audit = audited;
        if (audit != null) {
            states.addAll(audit.get());
        }
        states.addAll(sources.gatewayErrors().states());
        states.addAll(exchanges.findings().states());
        states.addAll(resources.states());
        NotWoven.add(states, sources.hooks().get());
        failing.add(states);
        Noticed stop = ejected == null ? null : ejected.state();
        if (stop != null) {
            states.add(stop);
        }
        GatewayContract contract = sources.contract().get();
        states.addAll(traffic.states(now, contract));
        Noticed full = full(now, contract);
        if (full != null) {
            states.add(full);
        }
        for (Problem problem : contract.problems()) {
            states.add(Standing.of(problem, contract.source()));
        }
        return contract.handedOn() ? HandedOn.of(states) : states;
    }
}
