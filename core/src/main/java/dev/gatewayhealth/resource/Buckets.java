package dev.gatewayhealth.resource;

/** The lowest and the highest value of each of the last buckets of time of one width, in fixed arrays. */
final class Buckets {

    static final int MOST = 24;

    private final double width;
    final double[] lowAt = new double[MOST];
    final double[] low = new double[MOST];
    final double[] highAt = new double[MOST];
    final double[] high = new double[MOST];

    /** How many are closed; a bucket nothing fell into does not exist. */
    int size;

    private boolean open;
    private long number;
    private double openLowAt;
    private double openLow;
    private double openHighAt;
    private double openHigh;

    Buckets(double width) {
        this.width = width;
    }

    /** Takes in a value at a time in seconds; true if that closed the bucket before. */
    boolean add(double at, double value) {
        long its = (long) Math.floor(at / width);
        boolean closes = open && its != number;
        if (closes) {
            close();
        }
        if (!open || closes) {
            open(its);
        }
        widen(at, value);
        return closes;
    }

    /** How far the value now, and the lowest of the open bucket, is above the low of the n-th last closed one. */
    double riseSince(int n, double now) {
        return Math.min(now, openLow) - low[size - n];
    }

    private void open(long its) {
        open = true;
        number = its;
        openLow = Double.POSITIVE_INFINITY;
        openHigh = Double.NEGATIVE_INFINITY;
    }

    private void widen(double at, double value) {
        if (value < openLow) {
            openLow = value;
            openLowAt = at;
        }
        if (value > openHigh) {
            openHigh = value;
            openHighAt = at;
        }
    }

    private void close() {
        if (size == MOST) {
            size--;
            shift(lowAt);
            shift(low);
            shift(highAt);
            shift(high);
        }
        lowAt[size] = openLowAt;
        low[size] = openLow;
        highAt[size] = openHighAt;
        high[size] = openHigh;
        size++;
    }

    private static void shift(double[] values) {
        System.arraycopy(values, 1, values, 0, MOST - 1);
    }
}
