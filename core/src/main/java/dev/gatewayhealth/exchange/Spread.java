package dev.gatewayhealth.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.DoubleAdder;

/** How often something measured came to lie between which bounds, since the start. Any thread may add and read. */
public final class Spread {

    private final List<Double> bounds;
    private final AtomicLongArray counts;
    private final DoubleAdder[] sums;

    private Spread(List<Double> bounds) {
        this.bounds = bounds;
        this.counts = new AtomicLongArray(bounds.size() + 1);
        this.sums = new DoubleAdder[bounds.size() + 1];
        for (int i = 0; i < sums.length; i++) {
            sums[i] = new DoubleAdder();
        }
    }

    /** {@return a spread of shares of a limit} Its bounds: half, the usual mark of a warning, nearly all, all. */
    public static Spread ofShares() {
        return new Spread(List.of(0.5, 0.8, 0.95, 1.0));
    }

    /** {@return a spread of waits in seconds, up to half of nginx's default timeouts} */
    public static Spread ofSeconds() {
        return new Spread(List.of(0.01, 0.1, 0.5, 1.0, 5.0, 30.0));
    }

    /**
     * Counts one.
     *
     * @param value in the unit of the bounds
     */
    public void add(double value) {
        int place = 0;
        while (place < bounds.size() && value > bounds.get(place)) {
            place++;
        }
        counts.incrementAndGet(place);
        sums[place].add(value);
    }

    /**
     * Counts some more of which only that much is known, that they lie below the lowest bound; their sum is taken to be 0.
     *
     * @param more how many
     */
    public void addLowest(long more) {
        counts.addAndGet(0, more);
    }

    /** {@return the counts as they stand} */
    public Reading reading() {
        List<Bucket> buckets = new ArrayList<>();
        for (int i = 0; i < sums.length; i++) {
            double atMost = i < bounds.size() ? bounds.get(i) : Double.POSITIVE_INFINITY;
            buckets.add(new Bucket(atMost, counts.get(i), sums[i].sum()));
        }
        return new Reading(buckets);
    }

    /**
     * What a spread said at one instant: its buckets from the lowest to the one without a bound.
     *
     * @param buckets each with what lies between its bound and the one before
     */
    public record Reading(List<Bucket> buckets) {

        /**
         * Keeps a copy of the collection.
         *
         * @param buckets copied
         */
        public Reading {
            buckets = List.copyOf(buckets);
        }
    }

    /**
     * What lies above the bound of the bucket before, and not above this one's.
     *
     * @param atMost infinite for the last one
     * @param count how many
     * @param sum of all of them, in the unit of the bounds
     */
    public record Bucket(double atMost, long count, double sum) {}
}
