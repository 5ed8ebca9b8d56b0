package dev.gatewayhealth.resource;

import static dev.gatewayhealth.resource.Words.amount;
import static dev.gatewayhealth.resource.Words.percent;
import static dev.gatewayhealth.resource.Words.seconds;

import dev.gatewayhealth.finding.Code;
import dev.gatewayhealth.finding.Noticed;
import dev.gatewayhealth.finding.Remedy;
import dev.gatewayhealth.finding.Severity;

/**
 * What to say of connections. At the bound the kernel still takes more, up to the accept queue, so nginx connects, sends, and waits. It
 * cannot wait for a place in the full queue of a unix socket, though: a {@code connect} that would block fails there
 * ({@code unix_stream_connect} in {@code net/unix/af_unix.c}).
 *
 * @param unix whether the connector listens on a unix socket
 * @param warnAt the share it warns from
 */
record ConnectionsDiagnosis(ConnectionGauge gauge, boolean unix, double warnAt) implements Diagnosis {

    private static final String TURNED_AWAY =
            "failed (11: Resource temporarily unavailable) while connecting to upstream";

    @Override
    public boolean onlyIfSomebodyWaits() {
        return true;
    }

    @Override
    public Noticed notice(Pressure pressure, Usage usage, Forecast forecast) {
        return Evidence.of(Code.CONNECTIONS, gauge.connector(), usage, forecast)
                .severity(pressure == Pressure.EXHAUSTED ? Severity.CRITICAL : Severity.WARNING)
                .message(what(pressure, usage, forecast)
                        + idle(usage)
                        + (unix
                                ? "; what comes then waits in the unix socket's queue, and what finds that full becomes"
                                        + " a 502 at once"
                                : "; what comes then waits in the accept queue and becomes a 504"))
                .gateway(unix ? 502 : 504, unix ? TURNED_AWAY : ThreadsDiagnosis.READ_TIMED_OUT)
                .remedy(
                        mostlyIdle(usage)
                                ? Remedy.nginx("keepalive " + amount(Math.max(1, Math.floor(usage.limit() / 8))) + ";")
                                : ThreadsDiagnosis.cap(gauge.connector(), usage.limit()))
                .remedy(Remedy.service("raise " + gauge.setting() + " above what all workers of all gateways may hold"
                        + " (keepalive x worker_processes, beside the requests at work), or let idle ones go sooner with "
                        + gauge.idleSetting()))
                .build();
    }

    private static boolean mostlyIdle(Usage usage) {
        return usage.evidence().get("idleAtLeast") instanceof Long idle && idle > usage.used() / 2;
    }

    private static String idle(Usage usage) {
        return mostlyIdle(usage)
                ? ", at least " + usage.evidence().get("idleAtLeast") + " of them idle between requests"
                : "";
    }

    private String what(Pressure pressure, Usage usage, Forecast forecast) {
        String open = amount(usage.used()) + " of " + amount(usage.limit()) + " connections of " + usage.source()
                + " are taken";
        return switch (pressure) {
            case EXHAUSTED -> open + " and " + usage.waiting() + " more wait to be accepted";
            case FORECAST ->
                open + " and " + seconds(forecast.exhaustedInSeconds()) + " from now all will be, at "
                        + amount(forecast.perSecond()) + " more a second";
            case NEAR, CALM ->
                open + " (" + percent(usage.used() / usage.limit()) + ", warned from " + percent(warnAt) + ")";
        };
    }
}
