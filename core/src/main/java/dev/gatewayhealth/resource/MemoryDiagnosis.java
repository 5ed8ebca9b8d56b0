package dev.gatewayhealth.resource;

import static dev.gatewayhealth.resource.Words.mebibytes;
import static dev.gatewayhealth.resource.Words.percent;
import static dev.gatewayhealth.resource.Words.seconds;

import dev.gatewayhealth.finding.Code;
import dev.gatewayhealth.finding.Noticed;
import dev.gatewayhealth.finding.Remedy;
import dev.gatewayhealth.finding.Severity;

/**
 * What to say of memory. A JVM is often given a heap that fills most of its container and runs there for ever, so the share alone counts
 * only half-way between the usual mark and the limit; below that the kernel has to say that somebody stalls.
 *
 * @param warnAt the share other resources are warned about from
 */
record MemoryDiagnosis(double warnAt) implements Diagnosis {

    private static final double CRITICAL_FROM = 0.98;
    private static final double STALLED_PERCENT = 10;
    private static final double RELEASE = 0.95;

    @Override
    public boolean onlyIfSomebodyWaits() {
        return false;
    }

    @Override
    public int readings(Pressure found) {
        return 2;
    }

    @Override
    public Pressure pressure(Pressure usual, Usage usage, Pressure before) {
        double share = usage.used() / usage.limit();
        if (share >= CRITICAL_FROM
                || (usage.evidence().get("killed") instanceof Long killed && killed > 0 && share >= warnAt)) {
            return Pressure.EXHAUSTED;
        }
        boolean stalled =
                usage.evidence().get("stalledPercent") instanceof Double percent && percent >= STALLED_PERCENT;
        double mark = (stalled ? warnAt : (1 + warnAt) / 2) * (before.compareTo(Pressure.NEAR) >= 0 ? RELEASE : 1);
        if (share >= mark) {
            return Pressure.NEAR;
        }
        return usual == Pressure.FORECAST ? usual : Pressure.CALM;
    }

    @Override
    public Noticed notice(Pressure pressure, Usage usage, Forecast forecast) {
        return Evidence.of(Code.MEMORY, "cgroup", usage, forecast)
                .severity(pressure == Pressure.EXHAUSTED ? Severity.CRITICAL : Severity.WARNING)
                .message(what(pressure, usage, forecast)
                        + "; without any left the kernel kills the process, and nginx answers 502")
                .gateway(502, "upstream prematurely closed connection while reading response header from upstream")
                .remedy(Remedy.service(
                        "make the heap smaller (-XX:MaxRAMPercentage): threads, direct buffers and classes"
                                + " need room beside it"))
                .remedy(Remedy.host(
                        "a higher " + usage.source() + ", " + mebibytes(usage.limit() * 1.25) + " for example"))
                .build();
    }

    private static String what(Pressure pressure, Usage usage, Forecast forecast) {
        String taken = mebibytes(usage.used()) + " of " + mebibytes(usage.limit()) + " memory (" + usage.source()
                + ") are in use, page cache not counted";
        return pressure == Pressure.FORECAST
                ? taken + ", and the last will be " + seconds(forecast.exhaustedInSeconds()) + " from now, at "
                        + mebibytes(forecast.perSecond()) + " more a second"
                : taken + " (" + percent(usage.used() / usage.limit()) + ")";
    }
}
