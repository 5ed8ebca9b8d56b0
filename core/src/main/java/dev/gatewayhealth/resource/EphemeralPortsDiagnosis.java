package dev.gatewayhealth.resource;

import static dev.gatewayhealth.resource.Words.amount;
import static dev.gatewayhealth.resource.Words.percent;

import dev.gatewayhealth.finding.Code;
import dev.gatewayhealth.finding.Noticed;
import dev.gatewayhealth.finding.Remedy;
import dev.gatewayhealth.finding.Severity;

/**
 * What to say of the ports a gateway connects from.
 *
 * @param warnAt the share it warns from
 */
record EphemeralPortsDiagnosis(double warnAt) implements Diagnosis {

    @Override
    public boolean onlyIfSomebodyWaits() {
        return false;
    }

    /** What is only known to be no more than that is no reason to say anything. */
    @Override
    public Pressure pressure(Pressure usual, Usage usage, Pressure before) {
        return usage.evidence().containsKey("atMost") ? Pressure.CALM : usual;
    }

    @Override
    public Noticed notice(Pressure pressure, Usage usage, Forecast forecast) {
        return Evidence.of(Code.EPHEMERAL_PORTS, "port " + usage.evidence().get("port"), usage, forecast)
                .severity(pressure == Pressure.EXHAUSTED ? Severity.CRITICAL : Severity.WARNING)
                .message(amount(usage.used()) + " of " + amount(usage.limit()) + " local ports (" + usage.source()
                        + ") are taken by connections to port "
                        + usage.evidence().get("port") + ", "
                        + usage.evidence().get("timeWait") + " of them over and in TIME_WAIT ("
                        + percent(usage.used() / usage.limit()) + ", warned from " + percent(warnAt)
                        + "); without one the gateway cannot connect, and answers 502")
                .gateway(502, "connect() failed (99: Cannot assign requested address) while connecting to upstream")
                .remedy(Remedy.nginx("keepalive 32;"))
                .remedy(Remedy.nginx("proxy_http_version 1.1; proxy_set_header Connection \"\";"))
                .remedy(Remedy.host("sysctl -w net.ipv4.ip_local_port_range=\"10240 65535\""))
                .build();
    }
}
