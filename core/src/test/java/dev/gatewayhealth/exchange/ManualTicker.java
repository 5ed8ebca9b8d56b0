package dev.gatewayhealth.exchange;

import java.time.Duration;

/** A clock that stands still until it is told to go on; starts just before the counter wraps around. */
public final class ManualTicker implements Ticker {

    private long now = Long.MAX_VALUE - Duration.ofSeconds(3).toNanos();

    @Override
    public long nanos() {
        return now;
    }

    public void advance(Duration time) {
        now += time.toNanos();
    }
}
