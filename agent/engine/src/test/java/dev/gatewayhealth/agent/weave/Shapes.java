package dev.gatewayhealth.agent.weave;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Methods of the shapes that are difficult to weave; the tests load woven copies of it. */
public class Shapes implements Supplier<String> {

    public final List<String> ran = new ArrayList<>();
    public Object peer;
    public Supplier<String> supplier = this;

    public void plain() {
        ran.add("plain");
    }

    public boolean handles(long ignored) {
        ran.add("handles");
        return false;
    }

    public int loopsAtOnce(int from) {
        do {
            from--;
        } while (from > 0);
        return from;
    }

    public String returnsInManyPlaces(int which) {
        if (which == 0) {
            return "zero";
        }
        for (int i = 0; i < 10; i++) {
            if (i == which) {
                return "small";
            }
        }
        if (which == 10) {
            return "ten";
        } else {
            return "large";
        }
    }

    public long returnsFromTry(boolean early) {
        long local = 5;
        try {
            if (early) {
                return local;
            }
            ran.add("late");
        } finally {
            ran.add("finally");
        }
        return local + 1;
    }

    public void throwsWhatItIsGiven(Exception thrown) throws Exception {
        throw thrown;
    }

    public Object throwsInsteadOfReturning() {
        throw new IllegalStateException("its own");
    }

    public String catchesEverything() {
        try {
            throw new IOException("its own");
        } catch (Throwable e) {
            ran.add("caught " + e.getMessage());
            return "caught";
        }
    }

    public synchronized String locked() {
        return Thread.holdsLock(this) ? "locked" : "open";
    }

    public String locksInside() {
        synchronized (ran) {
            ran.add("inside");
            return "inside";
        }
    }

    public static double wide(long first, double second, int third, Object fourth) {
        double sum = first + second + third;
        return fourth == null ? sum : -sum;
    }

    public Object many(byte a, char b, short c, boolean d, float e, long[] f, String[][] g) {
        return d ? f : g;
    }

    public int number() {
        return 7;
    }

    public Object itself(int count) {
        return count == 1 ? this : null;
    }

    @Override
    public String get() {
        return "got";
    }
}
