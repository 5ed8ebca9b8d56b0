package dev.gatewayhealth.resource;

import static dev.gatewayhealth.resource.Words.amount;
import static dev.gatewayhealth.resource.Words.percent;
import static dev.gatewayhealth.resource.Words.seconds;

import dev.gatewayhealth.finding.Code;
import dev.gatewayhealth.finding.Noticed;
import dev.gatewayhealth.finding.Remedy;
import dev.gatewayhealth.finding.Severity;

/**
 * What to say of file descriptors. Without one the container cannot accept, but the kernel can: nginx connects, sends, and
 * waits in vain, so it is a 504 and not a 502.
 *
 * @param warnAt the share it warns from
 * @param descriptors tells what they are
 */
record DescriptorsDiagnosis(double warnAt, FileDescriptors descriptors) implements Diagnosis {

    @Override
    public boolean onlyIfSomebodyWaits() {
        return false;
    }

    @Override
    public Noticed notice(Pressure pressure, Usage usage, Forecast forecast) {
        OpenDescriptors open = descriptors.open(usage.used());
        Noticed.Builder noticed = Evidence.of(Code.FILE_DESCRIPTORS, "process", usage, forecast);
        open.evidence().forEach(noticed::evidence);
        return noticed.severity(pressure == Pressure.EXHAUSTED ? Severity.CRITICAL : Severity.WARNING)
                .message(what(pressure, usage, forecast)
                        + open.most()
                        + "; without one no connection is accepted, and nginx answers 504")
                .gateway(504, ThreadsDiagnosis.READ_TIMED_OUT)
                .remedy(Remedy.service(open.remedy()))
                .remedy(Remedy.host("LimitNOFILE=" + amount(2 * usage.limit()) + " in the service's systemd unit"))
                .build();
    }

    private String what(Pressure pressure, Usage usage, Forecast forecast) {
        String open = amount(usage.used()) + " of " + amount(usage.limit()) + " file descriptors (" + usage.source()
                + ") are open";
        return switch (pressure) {
            case EXHAUSTED -> open + ", none is left";
            case FORECAST ->
                open + " and the last will be " + seconds(forecast.exhaustedInSeconds()) + " from now, at "
                        + amount(forecast.perSecond()) + " more a second";
            case NEAR, CALM -> open + ", " + percent(usage.used() / usage.limit()) + ", warned from " + percent(warnAt);
        };
    }
}
