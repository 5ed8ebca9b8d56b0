package dev.gatewayhealth.watch;

import dev.gatewayhealth.contract.GatewayContract;
import dev.gatewayhealth.exchange.Exchanges;
import dev.gatewayhealth.finding.Noticed;
import dev.gatewayhealth.report.Report;
import dev.gatewayhealth.resource.FileDescriptors;
import dev.gatewayhealth.resource.RequestThreads;
import dev.gatewayhealth.resource.Resource;
import dev.gatewayhealth.resource.Usage;
import dev.gatewayhealth.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** Reads the resources once a second, and the queues before the request threads at every look. */
final class ResourceRound {

    /** How many requests are asked for their wait a second while something is queued, and while nothing seems to be. */
    private static final int CURIOUS = 1000;

    private static final int ROUTINE = 1;

    private final List<ResourceWatch> watched = new CopyOnWriteArrayList<>();
    private final Supplier<GatewayContract> contract;
    private final Exchanges exchanges;
    private final ResourceFindings findings;
    private final Set<String> downOn;
    private final Verdict verdict;
    private long oldestQueued;

    ResourceRound(Rounds.Sources sources, Settings settings) {
        this.contract = sources.contract();
        this.exchanges = sources.exchanges();
        this.findings = new ResourceFindings(settings.warnAt(), settings.horizon());
        this.downOn = settings.downOn();
        this.verdict = new Verdict(settings.downAfter(), settings.upAfter());
        watched.add(new ResourceWatch(new FileDescriptors()));
    }

    /** For any thread. */
    void add(Resource resource) {
        watched.add(new ResourceWatch(resource));
    }

    /** At every look: how long the oldest task has been waiting for a thread. */
    void glance(long now) {
        oldestQueued = 0;
        for (ResourceWatch each : watched) {
            if (each.resource() instanceof RequestThreads threads) {
                oldestQueued = Math.max(oldestQueued, age(threads, now));
            }
        }
        if (oldestQueued > 0) {
            exchanges.curious(CURIOUS);
        }
    }

    private static long age(RequestThreads threads, long now) {
        try {
            return threads.oldestQueuedNanos(now);
        } catch (RuntimeException | LinkageError e) {
            // The reading of the same pool will say why it is absent.
            return 0;
        }
    }

    /** Once a second. */
    void look(long now) {
        boolean bad = false;
        for (ResourceWatch each : watched) {
            each.look(now);
            Usage usage = each.usage();
            bad |= usage != null
                    && exhausted(each, usage)
                    && downOn.contains(each.resource().name());
        }
        verdict.tick(bad);
        exchanges.curious(ROUTINE);
    }

    /** Used up; and where others can wait for it, somebody does. */
    static boolean exhausted(ResourceWatch watch, Usage usage) {
        return usage.exhausted() && (!(watch.resource() instanceof RequestThreads) || usage.waiting() > 0);
    }

    List<Noticed> states() {
        List<Noticed> states = new ArrayList<>();
        for (ResourceWatch each : watched) {
            findings.add(each, states);
        }
        findings.addQueue(oldestQueued, contract.get().strictestReadTimeout().toNanos(), states);
        return states;
    }

    List<Report.ResourceState> report() {
        return watched.stream().map(ResourceWatch::state).toList();
    }

    boolean down() {
        return verdict.down();
    }
}
