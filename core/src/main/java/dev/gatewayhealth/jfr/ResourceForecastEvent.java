package dev.gatewayhealth.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A resource is running out, or has run out. */
@Name("dev.gatewayhealth.ResourceForecast")
@Label("Resource Forecast")
@Category("Gateway Health")
@Description("A resource is running out, or has run out.")
@StackTrace(false)
final class ResourceForecastEvent extends FindingEvent {

    @Label("Used")
    double used;

    @Label("Limit")
    double limit;

    @Label("Exhausted in seconds")
    double exhaustedInSeconds;
}
