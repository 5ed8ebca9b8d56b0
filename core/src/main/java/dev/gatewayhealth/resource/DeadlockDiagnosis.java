package dev.gatewayhealth.resource;

import static dev.gatewayhealth.resource.Words.amount;

import dev.gatewayhealth.finding.Code;
import dev.gatewayhealth.finding.Noticed;
import dev.gatewayhealth.finding.Remedy;
import dev.gatewayhealth.finding.Severity;
import java.util.List;

/** What to say of a deadlock: it passes only with the process. */
record DeadlockDiagnosis() implements Diagnosis {

    @Override
    public boolean onlyIfSomebodyWaits() {
        return false;
    }

    @Override
    public Pressure pressure(Pressure usual, Usage usage, Pressure before) {
        return usage.used() > 0 ? Pressure.EXHAUSTED : Pressure.CALM;
    }

    @Override
    public Noticed notice(Pressure pressure, Usage usage, Forecast forecast) {
        Noticed.Builder noticed = Noticed.of(Code.DEADLOCK, "threads").severity(Severity.CRITICAL);
        usage.evidence().forEach(noticed::evidence);
        String first =
                usage.evidence().get("threads") instanceof List<?> waits && !waits.isEmpty() ? "; " + waits.get(0) : "";
        return noticed.message(amount(usage.used()) + " threads wait for one another for ever and hold up "
                        + usage.evidence().get("requests") + " requests" + first)
                .gateway(504, ThreadsDiagnosis.READ_TIMED_OUT)
                .remedy(Remedy.service(
                        "restart it, nothing else ends this; then take these locks in the same order everywhere"))
                .build();
    }
}
