package dev.gatewayhealth.resource;

import java.util.Arrays;

/**
 * A trend at one scale of time: buckets of one width, and the line along their lows.
 *
 * <p>What is leaked is never given back, so a leak shows in the lows; noise, bursts and a sawtooth stand on top of them. The
 * line is fitted to the lows as far as they have not been undercut since, so that a burst that fell back cannot lift it, by
 * the median of the slopes between all pairs (Theil and Sen), which a few odd buckets do not move.
 */
final class Scale {

    /** Fewer buckets are no evidence. */
    static final int FEWEST = Buckets.MOST / 2;

    /**
     * The share of buckets whose highs stay under the ceiling. With the highest of all, one burst would bring the end near; with
     * half of them the time left came out right on average for noise and sawtooth alike.
     */
    private static final double COVERED = 0.5;

    private final Buckets buckets;

    /** The lows never undercut since. */
    private final double[] held = new double[Buckets.MOST];

    private final double[] scratch = new double[Buckets.MOST * (Buckets.MOST - 1) / 2];
    private boolean stale;
    private double slope;
    private double floor;
    private double ceiling;
    private double linearity;
    private double largestStep;
    private double deepestFall;
    private double recentFall;

    Scale(double width) {
        buckets = new Buckets(width);
    }

    void add(double at, double value) {
        stale |= buckets.add(at, value);
    }

    /** Draws the line anew if there is something new; before anything is asked that depends on it. */
    void settle() {
        if (stale && tells()) {
            stale = false;
            fit();
        }
    }

    /** Whether there are enough buckets for a line. */
    boolean tells() {
        return buckets.size >= FEWEST;
    }

    /** The line's slope, a second. */
    double slope() {
        return slope;
    }

    /** By how much the line rises over the buckets. */
    double growth() {
        return slope * (buckets.lowAt[last()] - buckets.lowAt[0]);
    }

    /** By how much the lows really rose. */
    double risen() {
        return held[last()] - held[0];
    }

    /** Where the highs are expected at that time if the slope holds. */
    double ceilingAt(double at) {
        return ceiling + slope * at;
    }

    /** 0..1, how much of the lows' movement the line explains. */
    double linearity() {
        return linearity;
    }

    /** 0..1, the largest single step's share of the rise; 1 where everything happened at once. */
    double largestStep() {
        return largestStep;
    }

    /** The deepest fall from one low to a later one: what this resource gives back without being asked. */
    double deepestFall() {
        return deepestFall;
    }

    /** 0..1, how much of what the line promised has come in the youngest sixth; up to the latest falls, a lack is excused. */
    double keptUp(double at, double value) {
        int n = Buckets.MOST / 4;
        double promised = slope * (at - buckets.lowAt[buckets.size - n]);
        return Math.max(0, Math.min(1, (buckets.riseSince(n, value) + recentFall) / promised));
    }

    private int last() {
        return buckets.size - 1;
    }

    private void fit() {
        hold();
        slope = medianSlope();
        floor = above(buckets.lowAt, held, 0.5);
        ceiling = above(buckets.highAt, buckets.high, COVERED);
        linearity = explained();
        largestStep = stepShare();
        deepestFall = fallSince(0);
        recentFall = fallSince(Math.max(0, buckets.size - Buckets.MOST / 2));
    }

    private void hold() {
        double lowest = Double.POSITIVE_INFINITY;
        for (int i = last(); i >= 0; i--) {
            lowest = Math.min(lowest, buckets.low[i]);
            held[i] = lowest;
        }
    }

    private double medianSlope() {
        int pairs = 0;
        for (int i = 0; i < buckets.size; i++) {
            for (int j = i + 1; j < buckets.size; j++) {
                scratch[pairs++] = (held[j] - held[i]) / (buckets.lowAt[j] - buckets.lowAt[i]);
            }
        }
        Arrays.sort(scratch, 0, pairs);
        return scratch[pairs / 2];
    }

    /** The height of the parallel line that leaves this share of the values below it. */
    private double above(double[] at, double[] values, double share) {
        for (int i = 0; i < buckets.size; i++) {
            scratch[i] = values[i] - slope * at[i];
        }
        Arrays.sort(scratch, 0, buckets.size);
        return scratch[(int) Math.round(share * last())];
    }

    private double explained() {
        double mean = 0;
        for (int i = 0; i < buckets.size; i++) {
            mean += held[i] / buckets.size;
        }
        double total = 0;
        double unexplained = 0;
        for (int i = 0; i < buckets.size; i++) {
            double residual = held[i] - floor - slope * buckets.lowAt[i];
            total += (held[i] - mean) * (held[i] - mean);
            unexplained += residual * residual;
        }
        return total > 0 ? Math.max(0, 1 - unexplained / total) : 0;
    }

    private double stepShare() {
        double largest = 0;
        for (int i = 1; i < buckets.size; i++) {
            largest = Math.max(largest, held[i] - held[i - 1]);
        }
        return risen() > 0 ? largest / risen() : 1;
    }

    private double fallSince(int first) {
        double highest = Double.NEGATIVE_INFINITY;
        double deepest = 0;
        for (int i = first; i < buckets.size; i++) {
            highest = Math.max(highest, buckets.low[i]);
            deepest = Math.max(deepest, highest - buckets.low[i]);
        }
        return deepest;
    }
}
