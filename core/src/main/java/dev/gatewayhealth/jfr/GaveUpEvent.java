package dev.gatewayhealth.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

/** The gateway gave up on a request. */
@Name("dev.gatewayhealth.GaveUp")
@Label("Gave Up")
@Category("Gateway Health")
@Description("The gateway gave up on a request.")
@StackTrace(false)
final class GaveUpEvent extends Event {

    @Label("Turn: began, changed or ended")
    String turn = "";

    @Label("Location")
    String location = "";

    @Timespan(Timespan.MILLISECONDS)
    @Label("Silence")
    long silence;

    @Timespan(Timespan.MILLISECONDS)
    @Label("Limit")
    long limit;

    @Label("Request ID")
    @Nullable
    String requestId;

    @Label("Message")
    String message = "";
}
