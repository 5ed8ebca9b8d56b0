package dev.gatewayhealth.resource;

import dev.gatewayhealth.exchange.Ticker;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The threads of one connector that work on requests, and those requests that wait for one. */
public final class RequestThreads implements Resource {

    static final String NAME = "request-threads";

    private final ThreadPoolGauge gauge;
    private final Ticker ticker;
    private final QueueAge queueAge = new QueueAge();
    private long oldestWaitNanos;
    private int queued;

    public RequestThreads(ThreadPoolGauge gauge, Ticker ticker) {
        this.gauge = gauge;
        this.ticker = ticker;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Reading read() {
        queued = 0;
        oldestWaitNanos = 0;
        if (gauge.virtualThreads()) {
            return new Absent("virtual threads: connector " + connector() + " has no pool that could run out");
        }
        int max = gauge.max();
        if (max <= 0) {
            return new Absent("connector " + connector() + " does not say how many threads it may have");
        }
        queued = Math.max(0, gauge.queued());
        oldestWaitNanos = queueAge.read(ticker.nanos(), queued, oldest(), gauge.submitted());
        return new Usage(Math.max(0, gauge.busy()), max, "connector " + connector(), queued, evidence());
    }

    /** The connector as the container calls it, for example {@code :8080}. */
    public String connector() {
        return gauge.connector();
    }

    /** How many threads there can be. */
    public int most() {
        return gauge.max();
    }

    /** How many requests waited for a thread at the last reading. */
    public int queued() {
        return queued;
    }

    /** How long the oldest of them had waited at least; 0 if none did. */
    public long oldestWaitNanos() {
        return oldestWaitNanos;
    }

    private @Nullable Object oldest() {
        return queued == 0 ? null : gauge.oldestQueued();
    }

    private Map<String, Object> evidence() {
        Map<String, Object> evidence = new LinkedHashMap<>();
        evidence.put("connector", connector());
        evidence.put("queued", queued);
        if (queued > 0) {
            evidence.put("oldestQueuedMs", oldestWaitNanos / 1_000_000);
        }
        return evidence;
    }
}
