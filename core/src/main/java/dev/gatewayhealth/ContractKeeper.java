package dev.gatewayhealth;

import dev.gatewayhealth.audit.Audit;
import dev.gatewayhealth.audit.KeepAliveWatch;
import dev.gatewayhealth.audit.LimitSource;
import dev.gatewayhealth.audit.ListenerLimits;
import dev.gatewayhealth.contract.GatewayContract;
import dev.gatewayhealth.contract.Listening;
import dev.gatewayhealth.contract.Overrides;
import dev.gatewayhealth.contract.Passes;
import dev.gatewayhealth.finding.Noticed;
import dev.gatewayhealth.nginx.ContractSource;
import dev.gatewayhealth.nginx.MapPrefix;
import dev.gatewayhealth.settings.Keys;
import dev.gatewayhealth.settings.PrefixMapping;
import dev.gatewayhealth.settings.Settings;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Holds the contract in force. Reads the configuration when the service begins to listen and again when a file of it changes, on a
 * thread of its own: a large configuration takes its time, and the watchdog has none.
 */
final class ContractKeeper implements AutoCloseable {

    private static final long EVERY = TimeUnit.SECONDS.toNanos(2);

    private final Settings settings;
    private final Consumer<String> lines;
    private final Overrides overrides;

    /** Whether somebody named a file; what is merely found at the usual place is used only if it is about this service. */
    private final boolean named;

    private final List<Listening> listening = new ArrayList<>();

    /** Of those listeners that can be asked. */
    private final Map<Listening, LimitSource> limits = new HashMap<>();

    /** Written by the keeper's thread once it has read something. */
    private volatile GatewayContract contract;

    private final KeepAliveWatch keepAlive;

    private boolean auditFailed;

    /** Made when there is something to judge; the keeper's thread only. */
    private @Nullable Audit audit;

    private final Map<Listening, ListenerLimits> asked = new HashMap<>();

    /** Written by the keeper's thread after each look. */
    private volatile List<Noticed> audited = List.of();

    private volatile boolean closed;
    private volatile @Nullable Thread thread;

    ContractKeeper(Settings settings, KeepAliveWatch keepAlive, Consumer<String> lines) {
        this.keepAlive = keepAlive;
        this.settings = settings;
        this.lines = lines;
        this.overrides = overrides(settings);
        this.named = settings.from(Keys.NGINX_CONF) != null;
        this.contract = GatewayContract.assumed(overrides, settings.nginxVersion());
    }

    /** The contract in force; any thread. */
    GatewayContract contract() {
        return contract;
    }

    /** What the audit has to say of it; any thread. */
    List<Noticed> audited() {
        return audited;
    }

    /** The service listens there too. */
    synchronized void listening(Listening place, @Nullable LimitSource source) {
        listening.add(place);
        if (source != null) {
            limits.put(place, source);
        }
        Thread reader = thread;
        if (reader != null) {
            LockSupport.unpark(reader);
            return;
        }
        reader = new Thread(this::run, "gateway-health-contract");
        reader.setDaemon(true);
        thread = reader;
        reader.start();
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }

    private void run() {
        ContractSource source = null;
        while (!closed) {
            try {
                source = read(source);
            } catch (RuntimeException | LinkageError e) {
                // The reader throws for nothing that a configuration says; what it throws for is ours, and said once.
                lines.accept("the nginx configuration could not be read, nginx's defaults are assumed: " + e);
                return;
            }
            audit();
            LockSupport.parkNanos(this, EVERY);
        }
    }

    /** A mistake in the audit costs the audit, and nothing else. */
    private void audit() {
        GatewayContract judged = contract;
        if (closed || (judged.passes().equals(Passes.NONE) && !overrides.any())) {
            return;
        }
        try {
            Audit its = audit;
            if (its == null) {
                its = Audit.here(keepAlive);
                audit = its;
            }
            audited = its.look(judged, listeners());
        } catch (RuntimeException | LinkageError e) {
            audited = List.of();
            if (!auditFailed) {
                auditFailed = true;
                lines.accept("the contract could not be judged, so nothing is said of it: " + e);
            }
        }
    }

    /** Each listener is asked once. */
    private List<ListenerLimits> listeners() {
        List<ListenerLimits> listeners = new ArrayList<>();
        for (Listening place : places()) {
            ListenerLimits its = asked.get(place);
            if (its == null) {
                its = ask(place);
                asked.put(place, its);
            }
            if (!listeners.contains(its)) {
                listeners.add(its);
            }
        }
        return listeners;
    }

    private ListenerLimits ask(Listening place) {
        LimitSource source;
        synchronized (this) {
            source = limits.get(place);
        }
        try {
            return source == null ? ListenerLimits.unknown("", place) : source.limits();
        } catch (RuntimeException | LinkageError e) {
            // A server of a shape nobody has seen: its limits stay unknown.
            return ListenerLimits.unknown("", place);
        }
    }

    private @Nullable ContractSource read(@Nullable ContractSource before) {
        if (before == null && !named && !Files.isReadable(settings.nginxConf())) {
            return null;
        }
        ContractSource source = before;
        if (source == null) {
            source = new ContractSource(settings.nginxConf(), prefix(), settings.nginxVersion(), places(), overrides);
        } else {
            source.listeningOn(places());
            source.poll().forEach(line -> lines.accept("the nginx configuration has changed: " + line));
        }
        GatewayContract read = source.current();
        if (named || !read.locations().isEmpty()) {
            contract = read;
        }
        return source;
    }

    /** Where the service listens; any thread. */
    synchronized List<Listening> places() {
        return List.copyOf(listening);
    }

    private @Nullable MapPrefix prefix() {
        PrefixMapping mapping = settings.nginxMapPrefix();
        return mapping == null
                ? null
                : new MapPrefix(mapping.from().toString(), mapping.to().toString());
    }

    private static Overrides overrides(Settings settings) {
        return new Overrides(
                settings.proxyReadTimeout(),
                settings.proxySendTimeout(),
                settings.proxyConnectTimeout(),
                settings.proxyBufferSize(),
                settings.clientMaxBodySize(),
                settings.keepaliveTimeout());
    }
}
