package dev.gatewayhealth.resource;

import static dev.gatewayhealth.resource.Words.amount;
import static dev.gatewayhealth.resource.Words.percent;
import static dev.gatewayhealth.resource.Words.seconds;

import dev.gatewayhealth.finding.Code;
import dev.gatewayhealth.finding.Noticed;
import dev.gatewayhealth.finding.Remedy;
import dev.gatewayhealth.finding.Severity;

/**
 * What to say of process ids.
 *
 * @param warnAt the share it warns from
 */
record ProcessIdsDiagnosis(double warnAt) implements Diagnosis {

    @Override
    public boolean onlyIfSomebodyWaits() {
        return false;
    }

    @Override
    public Noticed notice(Pressure pressure, Usage usage, Forecast forecast) {
        return Evidence.of(Code.PROCESS_IDS, usage.source(), usage, forecast)
                .severity(pressure == Pressure.EXHAUSTED ? Severity.CRITICAL : Severity.WARNING)
                .message(what(pressure, usage, forecast) + "; without one no thread can be started, and requests fail")
                .gateway(502, null)
                .remedy(Remedy.service(
                        "find which threads there are most of (jcmd <pid> Thread.print) and bound their pool"))
                .remedy(Remedy.host(
                        "raise " + usage.source() + " (TasksMax= of a systemd unit, pids.max of a container)"))
                .build();
    }

    private String what(Pressure pressure, Usage usage, Forecast forecast) {
        String taken = amount(usage.used()) + " of " + amount(usage.limit()) + " processes and threads ("
                + usage.source() + ") exist";
        return switch (pressure) {
            case EXHAUSTED -> taken + ", none more can be";
            case FORECAST ->
                taken + " and the last will be " + seconds(forecast.exhaustedInSeconds()) + " from now, at "
                        + amount(forecast.perSecond()) + " more a second";
            case NEAR, CALM ->
                taken + ", " + percent(usage.used() / usage.limit()) + ", warned from " + percent(warnAt);
        };
    }
}
