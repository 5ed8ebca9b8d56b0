package dev.gatewayhealth.resource;

import dev.gatewayhealth.finding.Noticed;

/** What to say of one kind of resource when it is under pressure. */
interface Diagnosis {

    /** Whether it is exhausted only once somebody waits for it: a full pool that keeps up harms nobody. */
    boolean onlyIfSomebodyWaits();

    /** What there is to say of this resource; nothing of one that has no rule. */
    static Diagnosis of(Resource resource, Thresholds thresholds) {
        if (resource instanceof RequestThreads threads) {
            return new ThreadsDiagnosis(threads, thresholds.warnAt());
        }
        if (resource instanceof FileDescriptors) {
            return new DescriptorsDiagnosis(thresholds.warnAt());
        }
        throw new IllegalArgumentException(resource.name() + " has no rule");
    }

    /** The statement; the pressure is never {@link Pressure#CALM}. */
    Noticed notice(Pressure pressure, Usage usage, Forecast forecast);
}
