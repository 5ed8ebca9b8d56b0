package dev.gatewayhealth.resource;

import java.util.Random;

/** A generated history of a resource: how much of it is used at each second. */
@FunctionalInterface
interface Series {

    double at(double second);

    default Series plus(Series other) {
        return second -> at(second) + other.at(second);
    }

    /** As a kernel would count it. */
    default Series counted() {
        return second -> Math.max(0, Math.rint(at(second)));
    }

    static Series constant(double value) {
        return second -> value;
    }

    static Series leak(double perSecond) {
        return second -> perSecond * second;
    }

    /** Rises from one second on until it has risen so much, then stays. */
    static Series leakThatStops(double from, double perSecond, double most) {
        return second -> Math.min(most, Math.max(0, (second - from) * perSecond));
    }

    static Series noise(Random random, double deviation) {
        double[] values = random.doubles(4096)
                .map(ignored -> random.nextGaussian() * deviation)
                .toArray();
        return second -> values[(int) second & 4095];
    }

    /** Rises for a period and falls at once; each period at most so high and at least half of it if uneven. */
    static Series sawtooth(Random random, double height, double period, boolean uneven) {
        double phase = random.nextDouble() * period;
        double[] heights = random.doubles(4096)
                .map(share -> uneven ? height * (0.5 + share / 2) : height)
                .toArray();
        return second -> {
            double turn = (second + phase) / period;
            return heights[(int) turn & 4095] * (turn - Math.floor(turn));
        };
    }

    /** Jumps up to four times within the first minutes, by so much in all. */
    static Series steps(Random random, double total) {
        int count = 1 + random.nextInt(4);
        double[] at = random.doubles(count, 10, 500).toArray();
        return second -> {
            double value = 0;
            for (double step : at) {
                value += second >= step ? total / count : 0;
            }
            return value;
        };
    }

    /** Bursts that rise and fall within 15 s each, stay up to a minute, and come back. */
    static Series bursts(Random random, double highest, double pause) {
        int count = 600;
        double[] from = new double[count];
        double[] up = random.doubles(count, 0, 15).toArray();
        double[] hold = random.doubles(count, 0, 60).toArray();
        double[] down = random.doubles(count, 0, 15).toArray();
        double[] height =
                random.doubles(count, 0.3, 1).map(share -> share * highest).toArray();
        double end = 20;
        for (int i = 0; i < count; i++) {
            from[i] = end + 5 + random.nextDouble() * pause;
            end = from[i] + up[i] + hold[i] + down[i];
        }
        return second -> {
            double value = 0;
            for (int i = 0; i < count && from[i] <= second; i++) {
                double since = second - from[i];
                double rising = Math.min(1, since / up[i]);
                double falling = Math.min(1, (up[i] + hold[i] + down[i] - since) / down[i]);
                value = Math.max(value, height[i] * Math.max(0, Math.min(rising, falling)));
            }
            return value;
        };
    }
}
