package dev.gatewayhealth.benchmarks.anchors;

import java.util.Arrays;
import java.util.List;

/**
 * A median, and the interval that holds the true one in 95 of 100 runs whatever the distribution: between two of the sorted values, by the
 * binomial distribution of how many of them lie below the true median.
 *
 * @param count of how many values; with fewer than six there is no such interval, and it is as wide as can be
 */
record Interval(double low, double median, double high, int count) {

    private static final int FEWEST = 6;

    /** How many standard deviations leave five of a hundred outside. */
    private static final double SIGMAS = 1.96;

    static Interval of(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int n = sorted.length;
        if (n < FEWEST) {
            return new Interval(Double.NEGATIVE_INFINITY, median(sorted), Double.POSITIVE_INFINITY, n);
        }
        // The last rank below the interval; rounded outwards.
        int rank = Math.max(0, (int) Math.floor(n / 2.0 - SIGMAS * Math.sqrt(n) / 2) - 1);
        return new Interval(sorted[rank], median(sorted), sorted[n - 1 - rank], n);
    }

    private static double median(double[] sorted) {
        int n = sorted.length;
        if (n == 0) {
            return Double.NaN;
        }
        double[] middle = Arrays.copyOfRange(sorted, (n - 1) / 2, n / 2 + 1);
        return Arrays.stream(middle).average().orElseThrow();
    }

    boolean within(double from, double to) {
        return low >= from && high <= to;
    }
}
