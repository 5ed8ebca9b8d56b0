package dev.gatewayhealth.exchange;

/** The clock of the JVM. A class of its own: a method reference would cost the start of every service one that is made there. */
final class SystemTicker implements Ticker {

    static final Ticker INSTANCE = new SystemTicker();

    private SystemTicker() {}

    @Override
    public long nanos() {
        return System.nanoTime();
    }
}
