package dev.gatewayhealth.resource;

import java.time.Duration;

/**
 * Where the use of a resource is going, seen at many scales of time at once; written and read by one thread.
 *
 * <p>The longest scale on which the lows rise in a straight line speaks. A rise counts
 *
 * <ul>
 *   <li>if it is no single step: what jumped once need not jump again;
 *   <li>if it is larger than the falls seen on this scale and on those up to sixteen times as long: half a sawtooth looks
 *       like a leak until one knows its other half;
 *   <li>if it still goes on: what stopped is over.
 * </ul>
 *
 * <p>The confidence is how straight the line is, times how much of the promised rise has come lately, times how much was
 * seen to rise against twice what is left. So a pool that fills in seconds is foreseen after seconds and a leak of days
 * after days, and neither is believed before it has gone well beyond half of its way. All of it is some 20 kB, whatever the
 * age.
 */
public final class Trend {

    /** From the finest to one 4,096 times as wide; the widest buckets of seconds reach back more than a day. */
    private static final int SCALES = 13;

    /** How many scales further a rise has to answer for the falls seen there: sixteen times the time. */
    private static final int OUTLOOK = 4;

    private static final double STRAIGHT = 0.85;
    private static final double ONE_STEP = 0.4;
    private static final double OVER_FALLS = 1.5;
    private static final double STILL_RISING = 0.5;
    private static final double EVIDENCE = 2;

    private final Scale[] scales = new Scale[SCALES];
    private boolean started;
    private long startNanos;
    private double at;
    private double value;

    /**
     * Nothing seen yet.
     *
     * @param finest how wide the narrowest buckets are; the time between two readings, or a few of them
     */
    public Trend(Duration finest) {
        for (int i = 0; i < SCALES; i++) {
            scales[i] = new Scale(finest.toNanos() / 1e9 * (1L << i));
        }
    }

    /**
     * Takes in a reading; late and missing ones do no harm, because each carries its time.
     *
     * @param nanos when, on a clock of which only differences mean anything
     * @param used how much was, in the resource's unit
     */
    public void add(long nanos, double used) {
        if (!started) {
            started = true;
            startNanos = nanos;
        }
        at = (nanos - startNanos) / 1e9;
        value = used;
        for (Scale scale : scales) {
            scale.add(at, used);
        }
    }

    /**
     * {@return when the limit is reached if the trend holds, or {@link Forecast#NONE}}
     *
     * @param limit in the resource's unit
     */
    public Forecast forecast(double limit) {
        for (Scale scale : scales) {
            scale.settle();
        }
        for (int i = SCALES - 1; i >= 0; i--) {
            if (scales[i].tells() && rises(i)) {
                return forecast(scales[i], limit);
            }
        }
        return Forecast.NONE;
    }

    private boolean rises(int index) {
        Scale scale = scales[index];
        return scale.slope() > 0
                && scale.linearity() >= STRAIGHT
                && scale.largestStep() <= ONE_STEP
                && scale.growth() >= OVER_FALLS * deepestFall(index)
                && scale.keptUp(at, value) >= STILL_RISING;
    }

    private double deepestFall(int index) {
        double deepest = 0;
        for (int i = index; i <= Math.min(index + OUTLOOK, SCALES - 1); i++) {
            deepest = Math.max(deepest, scales[i].deepestFall());
        }
        return deepest;
    }

    private Forecast forecast(Scale scale, double limit) {
        double left = Math.max(0, limit - Math.max(value, scale.ceilingAt(at)));
        double evidence = Math.min(1, scale.risen() / (EVIDENCE * left));
        return new Forecast(
                scale.slope(), left / scale.slope(), scale.linearity() * scale.keptUp(at, value) * evidence);
    }
}
