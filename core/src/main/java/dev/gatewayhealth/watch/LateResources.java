package dev.gatewayhealth.watch;

import dev.gatewayhealth.exchange.Ticker;
import dev.gatewayhealth.resource.CpuThrottled;
import dev.gatewayhealth.resource.Deadlock;
import dev.gatewayhealth.resource.Disk;
import dev.gatewayhealth.resource.EphemeralPorts;
import dev.gatewayhealth.resource.Heap;
import dev.gatewayhealth.resource.ListenQueues;
import dev.gatewayhealth.resource.Memory;
import dev.gatewayhealth.resource.Pauses;
import dev.gatewayhealth.resource.ProcessIds;
import dev.gatewayhealth.resource.Resource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What there is to watch in every process, brought in one at a time once the service has started: a start must not wait for it, and
 * not even the classes are loaded before.
 */
final class LateResources {

    /** After the first look. */
    private static final long AFTER = TimeUnit.SECONDS.toNanos(3);

    /** A request that has been running for so long may be held up for ever. */
    private static final long HELD_UP = TimeUnit.SECONDS.toNanos(2);

    private static final int COUNT = 8;

    private final Rounds.Sources sources;
    private final ListenQueues queues;
    private final ExchangeWatch exchanges;
    private final Ticker ticker;
    private int next;

    LateResources(Rounds.Sources sources, ListenQueues queues, ExchangeWatch exchanges, Ticker ticker) {
        this.sources = sources;
        this.queues = queues;
        this.exchanges = exchanges;
        this.ticker = ticker;
    }

    /** The next one if it is due, at most one at each call; null if none is. */
    @Nullable
    Resource due(long sinceStart) {
        return sinceStart < AFTER || next == COUNT ? null : make(next++);
    }

    private Resource make(int number) {
        return switch (number) {
            case 0 -> new Memory();
            case 1 -> new Heap();
            case 2 -> Disk.of(sources.contract());
            case 3 -> new ProcessIds();
            case 4 -> new Pauses(new StrictestTimeout(sources.contract()));
            case 5 -> new CpuThrottled();
            case 6 -> new EphemeralPorts(sources.table(), queues, ticker);
            default -> new Deadlock(new HeldUp(exchanges), ticker);
        };
    }

    /** The threads of requests that may be held up for ever. */
    private record HeldUp(ExchangeWatch exchanges) implements Supplier<List<Thread>> {

        @Override
        public List<Thread> get() {
            return exchanges.workingFor(HELD_UP);
        }
    }
}
