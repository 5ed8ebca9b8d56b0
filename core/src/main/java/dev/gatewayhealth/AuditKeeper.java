package dev.gatewayhealth;

import dev.gatewayhealth.audit.Audit;
import dev.gatewayhealth.audit.KeepAliveWatch;
import dev.gatewayhealth.audit.LimitSource;
import dev.gatewayhealth.audit.ListenerLimits;
import dev.gatewayhealth.contract.GatewayContract;
import dev.gatewayhealth.contract.Listening;
import dev.gatewayhealth.finding.Noticed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Holds what the audit has to say. Nothing of the audit is made before there is something to judge. */
final class AuditKeeper implements Supplier<List<Noticed>> {

    private final KeepAliveWatch keepAlive;
    private final Consumer<String> lines;

    /** Of those listeners that can be asked. Guarded by this. */
    private final Map<Listening, LimitSource> sources = new HashMap<>();

    /** What each of them said; the contract's thread only, as the rest. */
    private final Map<LimitSource, ListenerLimits> asked = new HashMap<>();

    /** Made when there is one. Guarded by this. */
    private @Nullable Applications applications;

    private @Nullable Audit audit;
    private boolean failed;

    /** Written by the contract's thread after each look. */
    private volatile List<Noticed> findings = List.of();

    AuditKeeper(KeepAliveWatch keepAlive, Consumer<String> lines) {
        this.keepAlive = keepAlive;
        this.lines = lines;
    }

    /** That listener can be asked; any thread. One that opens again at the same place is asked again. */
    synchronized void listening(Listening place, LimitSource source) {
        sources.put(place, source);
    }

    /** That application tells how long it waits; any thread. Returns what ends that. */
    synchronized Runnable application(Supplier<List<ListenerLimits.ApplicationTimeout>> timeouts) {
        Applications its = applications;
        if (its == null) {
            its = new Applications();
            applications = its;
        }
        return its.add(timeouts);
    }

    /** What there is to say; any thread. */
    @Override
    public List<Noticed> get() {
        return findings;
    }

    /** Judges what is so now. A mistake in the audit costs the audit, and nothing else. */
    void look(GatewayContract contract, List<Listening> places) {
        try {
            Audit its = audit;
            if (its == null) {
                its = Audit.here(keepAlive);
                audit = its;
            }
            findings = its.look(contract, listeners(places), told());
        } catch (RuntimeException | LinkageError e) {
            findings = List.of();
            if (!failed) {
                failed = true;
                lines.accept("the contract could not be judged, so nothing is said of it: " + e);
            }
        }
    }

    private List<ListenerLimits.ApplicationTimeout> told() {
        Applications its;
        synchronized (this) {
            its = applications;
        }
        return its == null ? List.of() : its.timeouts();
    }

    private List<ListenerLimits> listeners(List<Listening> places) {
        List<ListenerLimits> listeners = new ArrayList<>();
        for (Listening place : places) {
            ListenerLimits its = ask(place);
            if (!listeners.contains(its)) {
                listeners.add(its);
            }
        }
        return listeners;
    }

    private ListenerLimits ask(Listening place) {
        LimitSource source = source(place);
        if (source == null) {
            return ListenerLimits.unknown("", place);
        }
        ListenerLimits known = asked.get(source);
        if (known == null) {
            known = ask(place, source);
            asked.put(source, known);
        }
        return known;
    }

    private synchronized @Nullable LimitSource source(Listening place) {
        return sources.get(place);
    }

    private static ListenerLimits ask(Listening place, LimitSource source) {
        try {
            return source.limits();
        } catch (RuntimeException | LinkageError e) {
            // A server of a shape nobody has seen: its limits stay unknown.
            return ListenerLimits.unknown("", place);
        }
    }
}
