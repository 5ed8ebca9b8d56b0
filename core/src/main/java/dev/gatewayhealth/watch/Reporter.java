package dev.gatewayhealth.watch;

import dev.gatewayhealth.contract.GatewayContract;
import dev.gatewayhealth.contract.Limits;
import dev.gatewayhealth.contract.Location;
import dev.gatewayhealth.contract.Sourced;
import dev.gatewayhealth.exchange.Exchanges.Counts;
import dev.gatewayhealth.finding.Finding;
import dev.gatewayhealth.finding.FindingLog;
import dev.gatewayhealth.finding.Severity;
import dev.gatewayhealth.report.PreparedAnswers;
import dev.gatewayhealth.report.Report;
import dev.gatewayhealth.report.Status;
import dev.gatewayhealth.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Puts the report together out of what the rounds have seen. */
final class Reporter {

    /** The most silent exchanges a report shows. */
    private static final int MOST_NEAR = 100;

    private final Rounds.Sources sources;
    private final Failing failing;
    private final FindingLog log;
    private final int upAfterSeconds;
    private Status status = Status.UP;
    private Instant since;
    private @Nullable GatewayContract described;
    private Report.Contract description = new Report.Contract("", List.of(), List.of());

    Reporter(Rounds.Sources sources, Failing failing, FindingLog log, Settings settings, Instant started) {
        this.sources = sources;
        this.failing = failing;
        this.log = log;
        this.upAfterSeconds = settings.upAfter();
        this.since = started;
    }

    PreparedAnswers prepare(Instant at, ExchangeWatch exchanges, ResourceRound resources) {
        return PreparedAnswers.of(report(at, exchanges, resources), upAfterSeconds);
    }

    private Report report(Instant at, ExchangeWatch exchanges, ResourceRound resources) {
        List<Finding> findings = log.findings();
        Status now = status(resources, findings);
        if (now != status) {
            status = now;
            since = at;
        }
        return new Report(
                now,
                resources.live(),
                at,
                since,
                sources.version(),
                failing.beside(sources.hooks().get()),
                contract(),
                exchanges(exchanges),
                resources.report(),
                sources.pollers().report(at),
                findings,
                exchanges.measured());
    }

    /** One that is leaving is to get no requests, whatever else it is. */
    private Status status(ResourceRound resources, List<Finding> findings) {
        if (sources.drain().draining()) {
            return Status.DRAINING;
        }
        return resources.down() ? Status.DOWN : warned(findings) ? Status.WARN : Status.UP;
    }

    private static boolean warned(List<Finding> findings) {
        for (Finding each : findings) {
            if (each.active() && each.severity() != Severity.NOTICE) {
                return true;
            }
        }
        return false;
    }

    private Report.Exchanges exchanges(ExchangeWatch watch) {
        Counts counts = watch.counts();
        return new Report.Exchanges(
                counts.inFlight(),
                counts.started(),
                counts.answered(),
                counts.failed(),
                counts.gaveUp(),
                counts.abandoned(),
                counts.overflowed(),
                TimeUnit.NANOSECONDS.toMillis(watch.longestSilence()),
                nearest(watch.findings().shown()));
    }

    private static List<Report.Near> nearest(List<Followed> shown) {
        if (shown.isEmpty()) {
            return List.of();
        }
        return shown.stream()
                .sorted(Comparator.comparingLong((Followed each) -> each.silence)
                        .reversed())
                .limit(MOST_NEAR)
                .map(Reporter::near)
                .toList();
    }

    private static Report.Near near(Followed of) {
        RequestFacts facts = of.facts;
        Limit limit = of.limit;
        return new Report.Near(
                of.id(),
                facts == null ? null : facts.requestId(),
                facts == null ? null : facts.received().method(),
                facts == null ? null : facts.received().path(),
                limit == null ? null : limit.location(),
                of.phase.word(),
                of.left.word(),
                of.exchange.async(),
                TimeUnit.NANOSECONDS.toMillis(of.silence),
                limit == null ? 0 : TimeUnit.NANOSECONDS.toMillis(limit.nanos(of.phase)),
                limit == null ? "" : limit.source(of.phase),
                limit != null && limit.ambiguous(),
                of.queued() < 0 ? null : TimeUnit.NANOSECONDS.toMillis(of.queued()),
                Words.thread(of),
                of.stack);
    }

    /** The contract changes seldom, so its description is kept. */
    private Report.Contract contract() {
        GatewayContract contract = sources.contract().get();
        if (contract != described) {
            described = contract;
            description = new Report.Contract(contract.source(), contract.assumedDirectives(), locations(contract));
        }
        return description;
    }

    private static List<Report.Location> locations(GatewayContract contract) {
        List<Report.Location> locations = new ArrayList<>();
        for (Location each : contract.locations()) {
            locations.add(location(each));
        }
        return locations;
    }

    private static Report.Location location(Location location) {
        Limits limits = location.limits();
        return new Report.Location(
                location.match(),
                location.server(),
                location.at(),
                limits.handedOn() ? handedOn(limits) : limits(limits));
    }

    /** A stream server has no others. */
    private static List<Report.Limit> handedOn(Limits limits) {
        return List.of(
                time(limits.readDirective(), limits.proxyReadTimeout()),
                time("proxy_connect_timeout", limits.proxyConnectTimeout()));
    }

    private static List<Report.Limit> limits(Limits limits) {
        return List.of(
                time("proxy_read_timeout", limits.proxyReadTimeout()),
                time("proxy_send_timeout", limits.proxySendTimeout()),
                time("proxy_connect_timeout", limits.proxyConnectTimeout()),
                size("proxy_buffer_size", limits.proxyBufferSize()),
                size("client_max_body_size", limits.clientMaxBodySize()),
                time("keepalive_timeout", limits.keepaliveTimeout()));
    }

    private static Report.Limit time(String directive, Sourced<Duration> limit) {
        Duration value = limit.value();
        return value == null
                ? new Report.Limit(directive, null, null, null, limit.source(), null)
                : new Report.Limit(directive, value.toMillis(), null, null, null, limit.source());
    }

    private static Report.Limit size(String directive, Sourced<Long> limit) {
        Long value = limit.value();
        return value == null
                ? new Report.Limit(directive, null, null, null, limit.source(), null)
                : new Report.Limit(directive, null, value, null, null, limit.source());
    }
}
