package dev.gatewayhealth.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** Something was noticed that is near or wrong. */
@Name("dev.gatewayhealth.Finding")
@Label("Finding")
@Category("Gateway Health")
@Description("Something was noticed that is near or wrong.")
@StackTrace(false)
class FindingEvent extends Event {

    @Label("Turn: began, changed or ended")
    String turn = "";

    @Label("Code")
    String code = "";

    @Label("Subject")
    String subject = "";

    @Label("Severity")
    String severity = "";

    @Label("Message")
    String message = "";
}
