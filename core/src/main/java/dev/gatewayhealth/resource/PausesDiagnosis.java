package dev.gatewayhealth.resource;

import static dev.gatewayhealth.resource.Words.percent;
import static dev.gatewayhealth.resource.Words.seconds;

import dev.gatewayhealth.finding.Code;
import dev.gatewayhealth.finding.Noticed;
import dev.gatewayhealth.finding.Remedy;

/**
 * What to say of pauses.
 *
 * @param warnAt the share of the limit it warns from
 */
record PausesDiagnosis(double warnAt) implements Diagnosis {

    private static final double MUCH = 0.3;

    @Override
    public boolean onlyIfSomebodyWaits() {
        return false;
    }

    @Override
    public Pressure pressure(Pressure usual, Usage usage, Pressure before) {
        return usual != Pressure.CALM || share(usage) >= MUCH ? Pressure.NEAR : Pressure.CALM;
    }

    @Override
    public Noticed notice(Pressure pressure, Usage usage, Forecast forecast) {
        boolean collector = "collector".equals(usage.evidence().get("cause"));
        Noticed.Builder noticed = Evidence.of(Code.PAUSES, "process", usage, forecast)
                .message("the whole process stood still for " + seconds(usage.used()) + " at once, and for "
                        + percent(share(usage)) + " of the last minute" + (collector ? ", for its collector" : "")
                        + "; nginx waits for " + seconds(usage.limit()) + " (" + usage.source() + ")")
                .gateway(504, ThreadsDiagnosis.READ_TIMED_OUT);
        return noticed.remedy(Remedy.service(
                        collector
                                ? "a larger heap, or a collector with short pauses; -Xlog:gc*,safepoint says what takes the time"
                                : "-Xlog:safepoint says what for; memory that is swapped out or a machine that is stopped looks"
                                        + " the same"))
                .build();
    }

    private static double share(Usage usage) {
        return usage.evidence().get("share") instanceof Double share ? share : 0;
    }
}
