package dev.gatewayhealth.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** The verdict on this instance has changed. */
@Name("dev.gatewayhealth.StateChange")
@Label("State Change")
@Category("Gateway Health")
@Description("The verdict on this instance has changed.")
@StackTrace(false)
final class StateChangeEvent extends Event {

    @Label("From")
    String from = "";

    @Label("To")
    String to = "";

    @Label("Requests in Flight")
    long inFlight;
}
