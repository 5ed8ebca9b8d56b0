package dev.gatewayhealth.exchange;

/** A monotonic clock in nanoseconds; only differences mean anything, so compare by subtraction. */
@FunctionalInterface
public interface Ticker {

    /** {@return the time, from an origin that means nothing} */
    long nanos();

    /** {@return the clock of the JVM, {@link System#nanoTime}} */
    static Ticker system() {
        return SystemTicker.INSTANCE;
    }
}
