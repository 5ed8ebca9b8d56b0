package dev.gatewayhealth.watch;

import java.util.concurrent.TimeUnit;

/** The largest of some numbers in about the last minute, so that whoever asks four times a minute misses none. */
final class LargestLately {

    private static final long WINDOW = TimeUnit.SECONDS.toNanos(10);

    private final long[] windows = new long[7];
    private int current;
    private long began;

    LargestLately(long now) {
        began = now;
    }

    void add(long number, long now) {
        while (now - began >= WINDOW) {
            began = now - began >= windows.length * WINDOW ? now : began + WINDOW;
            current = (current + 1) % windows.length;
            windows[current] = 0;
        }
        windows[current] = Math.max(windows[current], number);
    }

    long largest() {
        long largest = 0;
        for (long each : windows) {
            largest = Math.max(largest, each);
        }
        return largest;
    }
}
