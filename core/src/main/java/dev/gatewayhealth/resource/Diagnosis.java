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
        if (resource instanceof FileDescriptors descriptors) {
            return new DescriptorsDiagnosis(thresholds.warnAt(), descriptors);
        }
        if (resource instanceof Diagnosed its) {
            return its.diagnosis(thresholds);
        }
        throw new IllegalArgumentException(resource.name() + " has no rule");
    }

    /**
     * How badly it is needed, where the share of the limit is not the measure.
     *
     * @param usual by the share of the limit and the forecast
     * @param before as it was after the reading before
     */
    default Pressure pressure(Pressure usual, Usage usage, Pressure before) {
        return usual;
    }

    /** How many readings in a row it takes to believe that it is as bad as this: more than one for what may be over in a moment. */
    default int readings(Pressure found) {
        return 1;
    }

    /** How many readings in a row it takes to believe that a limit is near no more: more than one for what comes and goes. */
    default int calmReadings() {
        return 1;
    }

    /** The statement; the pressure is never {@link Pressure#CALM}. */
    Noticed notice(Pressure pressure, Usage usage, Forecast forecast);
}
