package dev.gatewayhealth.watch;

import dev.gatewayhealth.contract.GatewayContract;
import dev.gatewayhealth.exchange.Exchanges;
import dev.gatewayhealth.exchange.Ticker;
import dev.gatewayhealth.finding.Noticed;
import dev.gatewayhealth.probe.Prober;
import dev.gatewayhealth.report.Report;
import dev.gatewayhealth.resource.AcceptQueue;
import dev.gatewayhealth.resource.Connections;
import dev.gatewayhealth.resource.Deadlock;
import dev.gatewayhealth.resource.FileDescriptors;
import dev.gatewayhealth.resource.ListenQueues;
import dev.gatewayhealth.resource.ListenerHealth;
import dev.gatewayhealth.resource.Pauses;
import dev.gatewayhealth.resource.QueueWait;
import dev.gatewayhealth.resource.RequestThreads;
import dev.gatewayhealth.resource.Resource;
import dev.gatewayhealth.resource.ResourceWatch;
import dev.gatewayhealth.resource.Thresholds;
import dev.gatewayhealth.resource.Usage;
import dev.gatewayhealth.settings.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads each resource when it is due, and the queues before the request threads at every look. */
final class ResourceRound {

    /** How many requests are asked for their wait a second while something is queued, and while nothing seems to be. */
    private static final int CURIOUS = 1000;

    private static final int ROUTINE = 10;

    /** After the first look, what the listeners brought is watched, and later what every process has. */
    private static final long SOON = TimeUnit.SECONDS.toNanos(1);

    private final List<ResourceWatch> watched = new CopyOnWriteArrayList<>();
    private final Supplier<GatewayContract> contract;
    private final Exchanges exchanges;
    private final Thresholds thresholds;
    private final Set<String> downOn;
    private final Verdict verdict;

    /** Only a restart helps. */
    private final Verdict death;

    private final ListenQueues queues;
    private final LateResources late;

    /** Null when it is switched off. */
    private final @Nullable Prober prober;

    private final ExchangeWatch exchangeWatch;
    private final Ticker ticker;

    /** Those of listeners that can wait until the server has started, as yet unwatched. */
    private final List<Resource> waiting = new CopyOnWriteArrayList<>();

    private @Nullable Pauses pauses;
    private boolean begun;
    private long began;

    ResourceRound(Rounds.Sources sources, Settings settings, ExchangeWatch exchangeWatch, Ticker ticker) {
        this.contract = sources.contract();
        this.exchanges = sources.exchanges();
        this.thresholds = new Thresholds(settings.warnAt(), settings.horizon());
        this.downOn = settings.downOn();
        this.verdict = new Verdict(settings.downAfter(), settings.upAfter());
        this.death = new Verdict(settings.downAfter(), settings.upAfter());
        this.queues = new ListenQueues(sources.table());
        this.exchangeWatch = exchangeWatch;
        this.ticker = ticker;
        Duration every = settings.probeEvery();
        this.prober = every == null
                ? null
                : new Prober(settings.path(), every, new Patience(contract), sources.drain(), ticker);
        this.late = new LateResources(sources, queues, exchangeWatch, ticker);
        watch(new FileDescriptors(sources.table()));
    }

    /** For any thread. A pool of threads can be full from the first moment on; what else a listener has may wait a little. */
    void add(Resource resource) {
        if (resource instanceof RequestThreads) {
            watch(resource);
        } else {
            waiting.add(resource);
        }
    }

    /** Watches it no more: its listener was opened anew and brought another one. For any thread. */
    void remove(Resource resource) {
        waiting.remove(resource);
        List<ResourceWatch> its = new ArrayList<>();
        for (ResourceWatch each : watched) {
            if (each.resource() == resource) {
                its.add(each);
            }
        }
        watched.removeAll(its);
        if (resource instanceof ListenerHealth listener && prober != null) {
            prober.remove(listener);
        }
    }

    private void watch(Resource resource) {
        watched.add(ResourceWatch.of(resource, thresholds));
    }

    /** Once the start is over: whatever waits, and of the rest one at each look. */
    private void bringIn(long now) {
        if (!begun) {
            begun = true;
            began = now;
        }
        if (now - began < SOON) {
            return;
        }
        while (!waiting.isEmpty()) {
            acquaint(waiting.remove(0));
        }
        Resource next = late.due(now - began);
        if (next != null) {
            acquaint(next);
        }
    }

    private void acquaint(Resource resource) {
        if (resource instanceof Connections connections) {
            connections.knowing(queues, new InFlight(exchangeWatch));
        } else if (resource instanceof AcceptQueue acceptQueue) {
            acceptQueue.knowing(queues);
        } else if (resource instanceof ListenerHealth listener) {
            if (prober == null) {
                return;
            }
            listener.knowing(new Surroundings(contract, watched, thresholds.warnAt()));
            prober.add(listener);
        } else if (resource instanceof Pauses its) {
            pauses = its;
        }
        watch(resource);
    }

    /**
     * At every look: how long the oldest task has been waiting for a thread, and whatever is due to be read.
     *
     * @return whether something waits, or a resource stands differently than at the look before
     */
    boolean glance(long now) {
        bringIn(now);
        queues.look(now);
        if (pauses != null) {
            pauses.tick(now);
        }
        boolean queued = false;
        boolean told = false;
        long waited = queues.waitedNanos(now);
        boolean turned = false;
        // A request is of one of the pools, and nobody says of which: it waited at least as long as in the shortest
        // queue.
        long unread = Long.MAX_VALUE;
        for (ResourceWatch each : watched) {
            if (each.resource() instanceof RequestThreads threads) {
                long oldest = age(threads, now);
                queued |= oldest > 0;
                unread = Math.min(unread, threads.holdsUnread() ? oldest : 0);
                waited = Math.max(waited, threads.mostWaitedNanos());
                told |= threads.bounded();
            }
            turned |= each.look(now);
        }
        if (queued) {
            exchanges.curious(CURIOUS);
        }
        exchangeWatch.waitHere().queues(waited, told);
        // The look may have begun some time ago, and who was served since must not be taken for one that found nobody
        // waiting.
        exchangeWatch.unreadWait().look(ticker.nanos(), unread == Long.MAX_VALUE ? 0 : unread);
        return queued || turned;
    }

    private static long age(RequestThreads threads, long now) {
        try {
            return threads.oldestQueuedNanos(now);
        } catch (Throwable e) {
            // The reading of the same pool will say why it is absent.
            return 0;
        }
    }

    /** Once a second. */
    void look() {
        boolean bad = false;
        boolean fatal = false;
        for (ResourceWatch each : watched) {
            String name = each.resource().name();
            boolean its = each.exhausted() && downOn.contains(name);
            bad |= its;
            fatal |= its && (name.equals(Deadlock.NAME) || name.equals(ListenerHealth.NAME));
        }
        verdict.tick(bad);
        death.tick(fatal);
        exchanges.curious(ROUTINE);
    }

    List<Noticed> states() {
        List<Noticed> states = new ArrayList<>();
        Duration limit = contract.get().strictestReadTimeout();
        for (ResourceWatch each : watched) {
            add(states, each.noticed());
            if (each.resource() instanceof RequestThreads threads) {
                add(states, queueWait(threads, limit));
            }
        }
        return states;
    }

    private static @Nullable Noticed queueWait(RequestThreads threads, Duration limit) {
        try {
            return QueueWait.of(threads, limit);
        } catch (RuntimeException | LinkageError e) {
            // As above.
            return null;
        }
    }

    private static void add(List<Noticed> states, @Nullable Noticed noticed) {
        if (noticed != null) {
            states.add(noticed);
        }
    }

    List<Report.ResourceState> report() {
        List<Report.ResourceState> states = new ArrayList<>();
        for (ResourceWatch each : watched) {
            states.add(each.state());
        }
        return states;
    }

    /** The last use of each resource that could be read, as evidence. */
    Map<String, Object> use() {
        Map<String, Object> use = new LinkedHashMap<>();
        for (ResourceWatch each : watched) {
            if (each.last() instanceof Usage usage) {
                Map<String, Object> one = new LinkedHashMap<>(usage.evidence());
                one.put("used", usage.used());
                if (usage.limit() < Double.POSITIVE_INFINITY) {
                    one.put("limit", usage.limit());
                }
                use.put(each.resource().name(), one);
            }
        }
        return use;
    }

    boolean down() {
        return verdict.down();
    }

    /** Whether a restart would not help: neither a deadlock nor a dead listener, of those that make it DOWN. */
    boolean live() {
        return !death.down();
    }

    void close() {
        if (prober != null) {
            prober.close();
        }
    }

    private record Patience(Supplier<GatewayContract> contract) implements Supplier<Duration> {

        @Override
        public Duration get() {
            return contract.get().strictestReadTimeout();
        }
    }

    private record InFlight(ExchangeWatch exchanges) implements LongSupplier {

        @Override
        public long getAsLong() {
            return exchanges.counts().inFlight();
        }
    }
}
