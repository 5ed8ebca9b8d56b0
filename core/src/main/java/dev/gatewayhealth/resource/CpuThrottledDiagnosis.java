package dev.gatewayhealth.resource;

import static dev.gatewayhealth.resource.Words.amount;
import static dev.gatewayhealth.resource.Words.percent;

import dev.gatewayhealth.finding.Code;
import dev.gatewayhealth.finding.Noticed;
import dev.gatewayhealth.finding.Remedy;

/** What to say of a quota of processor time that is used up: everything takes longer, and nothing says why. */
record CpuThrottledDiagnosis() implements Diagnosis {

    private static final double WARN_FROM = 0.5;
    private static final double RELEASE = 0.8;

    @Override
    public boolean onlyIfSomebodyWaits() {
        return true;
    }

    @Override
    public Pressure pressure(Pressure usual, Usage usage, Pressure before) {
        return usage.used() >= WARN_FROM * (before == Pressure.CALM ? 1 : RELEASE) ? Pressure.NEAR : Pressure.CALM;
    }

    @Override
    public Noticed notice(Pressure pressure, Usage usage, Forecast forecast) {
        double cores = usage.evidence().get("quotaCores") instanceof Double its ? its : 0;
        return Evidence.of(Code.CPU_THROTTLED, "cgroup", usage, forecast)
                .message("in " + percent(usage.used())
                        + " of its periods of the last minute this service was held back, its quota of " + amount(cores)
                        + " cores used up; whatever nginx waits for takes longer by that")
                .gateway(504, ThreadsDiagnosis.READ_TIMED_OUT)
                .remedy(Remedy.host("a higher quota (cpu.max; in Kubernetes limits.cpu), " + amount(2 * cores)
                        + " cores for example"))
                .remedy(Remedy.service(
                        "fewer threads at work at once: request threads, collector (-XX:ParallelGCThreads)"))
                .build();
    }
}
