package dev.gatewayhealth.resource;

/**
 * When a resource runs out if its trend holds.
 *
 * @param perSecond the trend, in the resource's unit a second; negative when it recovers
 * @param exhaustedInSeconds time left; {@link Double#POSITIVE_INFINITY} when it does not run out
 * @param confidence 0..1, how much of the evidence agrees with the trend
 */
public record Forecast(double perSecond, double exhaustedInSeconds, double confidence) {

    /** No trend, or none that can be trusted. */
    public static final Forecast NONE = new Forecast(0, Double.POSITIVE_INFINITY, 0);
}
