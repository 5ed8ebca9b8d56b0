package dev.gatewayhealth.resource;

import static dev.gatewayhealth.resource.Words.mebibytes;
import static dev.gatewayhealth.resource.Words.percent;
import static dev.gatewayhealth.resource.Words.seconds;

import dev.gatewayhealth.finding.Code;
import dev.gatewayhealth.finding.Noticed;
import dev.gatewayhealth.finding.Remedy;
import dev.gatewayhealth.finding.Severity;

/**
 * What to say of the heap.
 *
 * @param warnAt the share it warns from
 */
record HeapDiagnosis(double warnAt) implements Diagnosis {

    /** The last percents are never free: a collector needs room to move things. */
    private static final double CRITICAL_FROM = 0.97;

    @Override
    public boolean onlyIfSomebodyWaits() {
        return false;
    }

    @Override
    public Pressure pressure(Pressure usual, Usage usage, Pressure before) {
        return usage.used() >= CRITICAL_FROM * usage.limit() ? Pressure.EXHAUSTED : usual;
    }

    @Override
    public Noticed notice(Pressure pressure, Usage usage, Forecast forecast) {
        return Evidence.of(Code.HEAP, "heap", usage, forecast)
                .severity(pressure == Pressure.EXHAUSTED ? Severity.CRITICAL : Severity.WARNING)
                .message(what(pressure, usage, forecast)
                        + "; without room a request ends in an OutOfMemoryError, and nginx answers 502")
                .gateway(502, "upstream prematurely closed connection while reading response header from upstream")
                .remedy(Remedy.service("find what fills it: jcmd <pid> GC.class_histogram; if all of it is needed,"
                        + " -Xmx" + Math.round(usage.limit() * 1.5 / (1 << 20)) + "m"))
                .build();
    }

    private String what(Pressure pressure, Usage usage, Forecast forecast) {
        String left = mebibytes(usage.used()) + " of " + mebibytes(usage.limit()) + " heap (" + usage.source()
                + ") were still in use after the last collection";
        return pressure == Pressure.FORECAST
                ? left + ", and all of it will be " + seconds(forecast.exhaustedInSeconds()) + " from now, at "
                        + mebibytes(forecast.perSecond()) + " more a second"
                : left + " (" + percent(usage.used() / usage.limit()) + ", warned from " + percent(warnAt) + ")";
    }
}
