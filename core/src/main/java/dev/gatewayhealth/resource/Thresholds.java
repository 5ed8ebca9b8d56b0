package dev.gatewayhealth.resource;

import java.time.Duration;

/**
 * From where on a resource is worth a warning.
 *
 * @param warnAt the share of a limit, above 0 and at most 1
 * @param horizon a resource that will run out within it is warned about
 */
public record Thresholds(double warnAt, Duration horizon) {

    /** What holds where nobody sets anything. */
    public static final Thresholds DEFAULT = new Thresholds(0.8, Duration.ofMinutes(2));

    /**
     * Both are in their range.
     *
     * @param warnAt see {@link #warnAt()}
     * @param horizon see {@link #horizon()}
     * @throws IllegalArgumentException if one is not
     */
    public Thresholds {
        if (!(warnAt > 0 && warnAt <= 1) || horizon.isNegative()) {
            throw new IllegalArgumentException("warn-at " + warnAt + ", horizon " + horizon);
        }
    }
}
