package dev.gatewayhealth.resource;

import dev.gatewayhealth.finding.Noticed;

/** What to say of one kind of resource when it is under pressure. */
interface Diagnosis {

    /** Whether it is exhausted only once somebody waits for it: a full pool that keeps up harms nobody. */
    boolean onlyIfSomebodyWaits();

    /** The statement; the pressure is never {@link Pressure#CALM}. */
    Noticed notice(Pressure pressure, Usage usage, Forecast forecast);
}
