package dev.gatewayhealth.resource;

import java.time.Duration;

/** A resource that brings its own rule: how often to look, whether its trend means anything, and what to say of it. */
interface Diagnosed extends Resource {

    /** How long one reading is good for. */
    Duration every();

    /** Whether a rise will go on until the limit; not so of what is a time, a share or a count of events. */
    boolean foreseeable();

    Diagnosis diagnosis(Thresholds thresholds);
}
