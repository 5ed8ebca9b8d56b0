package dev.gatewayhealth.resource;

/** Something that runs out. Read about once a second by the watchdog thread only. */
public interface Resource {

    /** {@return its name in the report and as the metric tag {@code resource}, for example {@code file-descriptors}} */
    String name();

    /** {@return what it says now} An {@link Absent} says why it cannot. Must not block. */
    Reading read();
}
