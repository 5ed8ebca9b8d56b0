package dev.gatewayhealth.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

/** A request has kept the gateway waiting for most of its timeout. */
@Name("dev.gatewayhealth.RequestNear")
@Label("Request Near")
@Category("Gateway Health")
@Description("A request has kept the gateway waiting for most of its timeout.")
@StackTrace(false)
final class RequestNearEvent extends Event {

    @Label("Turn: began, changed or ended")
    String turn = "";

    @Label("Code")
    String code = "";

    @Label("Location")
    String location = "";

    @Label("Phase")
    @Nullable
    String phase;

    @Timespan(Timespan.MILLISECONDS)
    @Label("Silence")
    long silence;

    @Timespan(Timespan.MILLISECONDS)
    @Label("Limit")
    long limit;

    @Label("Request ID")
    @Nullable
    String requestId;

    @Label("Worker")
    @Nullable
    String worker;

    @Label("Message")
    String message = "";
}
