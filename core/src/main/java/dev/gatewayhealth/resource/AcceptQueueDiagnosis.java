package dev.gatewayhealth.resource;

import static dev.gatewayhealth.resource.Words.amount;
import static dev.gatewayhealth.resource.Words.percent;
import static dev.gatewayhealth.resource.Words.seconds;

import dev.gatewayhealth.finding.Code;
import dev.gatewayhealth.finding.Noticed;
import dev.gatewayhealth.finding.Remedy;
import dev.gatewayhealth.finding.Severity;

/**
 * What to say of an accept queue. A burst of connections fills it for a moment and is accepted, so it takes three readings.
 *
 * @param warnAt the share it warns from
 */
record AcceptQueueDiagnosis(ConnectionGauge gauge, double warnAt) implements Diagnosis {

    private static final String CONNECT_TIMED_OUT =
            "upstream timed out (110: Connection timed out) while connecting to upstream";

    @Override
    public boolean onlyIfSomebodyWaits() {
        return false;
    }

    @Override
    public int readings(Pressure found) {
        return 3;
    }

    @Override
    public Noticed notice(Pressure pressure, Usage usage, Forecast forecast) {
        return Evidence.of(Code.ACCEPT_QUEUE, gauge.connector(), usage, forecast)
                .severity(pressure == Pressure.EXHAUSTED ? Severity.CRITICAL : Severity.WARNING)
                .message(what(pressure, usage, forecast)
                        + "; when it is full the kernel drops connections, and nginx answers 504 after"
                        + " proxy_connect_timeout")
                .gateway(504, CONNECT_TIMED_OUT)
                .remedy(Remedy.nginx("proxy_connect_timeout 2s;"))
                .remedy(Remedy.service(
                        "find why nothing is accepted: see connections and request-threads; a longer queue" + " ("
                                + gauge.backlogSetting() + ") only hides it"))
                .remedy(Remedy.host("sysctl -w net.core.somaxconn=" + amount(Math.max(4096, 2 * usage.limit()))))
                .build();
    }

    private String what(Pressure pressure, Usage usage, Forecast forecast) {
        String waiting = amount(usage.used()) + " of " + amount(usage.limit()) + " places in the accept queue of "
                + gauge.connector() + " (" + usage.source() + ") are taken";
        return switch (pressure) {
            case EXHAUSTED -> waiting + ", none is left";
            case FORECAST ->
                waiting + " and the last will be " + seconds(forecast.exhaustedInSeconds()) + " from now, at "
                        + amount(forecast.perSecond()) + " more a second";
            case NEAR, CALM ->
                waiting + ", " + percent(usage.used() / usage.limit()) + ", warned from " + percent(warnAt);
        };
    }
}
