package dev.gatewayhealth.exchange;

/** A monotonic clock in nanoseconds; only differences mean anything, so compare by subtraction. */
@FunctionalInterface
public interface Ticker {

    long nanos();

    /** The clock of the JVM, {@link System#nanoTime}. */
    static Ticker system() {
        return SystemTicker.INSTANCE;
    }
}
