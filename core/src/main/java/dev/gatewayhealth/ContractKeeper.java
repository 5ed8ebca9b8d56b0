package dev.gatewayhealth;

import dev.gatewayhealth.audit.KeepAliveWatch;
import dev.gatewayhealth.audit.LimitSource;
import dev.gatewayhealth.audit.ListenerLimits;
import dev.gatewayhealth.contract.GatewayContract;
import dev.gatewayhealth.contract.Listening;
import dev.gatewayhealth.contract.Overrides;
import dev.gatewayhealth.contract.Problem;
import dev.gatewayhealth.finding.Noticed;
import dev.gatewayhealth.nginx.ContractSource;
import dev.gatewayhealth.nginx.MapPrefix;
import dev.gatewayhealth.settings.Keys;
import dev.gatewayhealth.settings.PrefixMapping;
import dev.gatewayhealth.settings.Settings;
import dev.gatewayhealth.thread.OwnThread;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Holds the contract in force. Reads the configuration when the service begins to listen and again when a file of it changes, on a
 * thread of its own: a large configuration takes its time, and the watchdog has none.
 */
final class ContractKeeper implements Supplier<GatewayContract>, Runnable, AutoCloseable {

    private static final long EVERY = TimeUnit.SECONDS.toNanos(2);

    private final Settings settings;
    private final Consumer<String> lines;
    private final Overrides overrides;

    /** Whether somebody named a file; what is merely found at the usual place is used only if it is about this service. */
    private final boolean named;

    private final List<Listening> listening = new ArrayList<>();

    private final AuditKeeper audit;

    /** Written by the keeper's thread once it has read something. */
    private volatile GatewayContract contract;

    private volatile boolean closed;
    private volatile @Nullable Thread thread;

    /** Of the reading thread. */
    private @Nullable String lastFailure;

    ContractKeeper(Settings settings, KeepAliveWatch keepAlive, Consumer<String> lines) {
        this.audit = new AuditKeeper(keepAlive, lines);
        this.settings = settings;
        this.lines = lines;
        this.overrides = overrides(settings);
        this.named = settings.from(Keys.NGINX_CONF) != null;
        this.contract = GatewayContract.assumed(overrides, settings.nginxVersion());
    }

    /** The contract in force; any thread. */
    @Override
    public GatewayContract get() {
        return contract;
    }

    /** What the audit has to say of it; any thread. */
    Supplier<List<Noticed>> audited() {
        return audit;
    }

    /** The service listens there too. */
    synchronized void listening(Listening place, @Nullable LimitSource source) {
        listening.add(place);
        if (source != null) {
            audit.listening(place, source);
        }
        if (thread == null) {
            begin();
        } else {
            LockSupport.unpark(thread);
        }
    }

    /** An application tells how long it waits; any thread. Returns what ends that. */
    Runnable application(Supplier<List<ListenerLimits.ApplicationTimeout>> timeouts) {
        return audit.application(timeouts);
    }

    /** Reads the configuration from now on, if it does not yet. */
    synchronized void begin() {
        if (thread != null) {
            return;
        }
        Thread reader = OwnThread.of("gateway-health-contract", this);
        thread = reader;
        reader.start();
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }

    @Override
    public void run() {
        ContractSource source = null;
        while (!closed) {
            try {
                source = read(source);
                recovered();
                judge();
            } catch (Throwable e) {
                failed(e);
            }
            LockSupport.parkNanos(this, EVERY);
        }
    }

    /**
     * The reader throws for nothing that a configuration says; what it throws for is ours, or a lack of memory. It is said once in the
     * log and as long as it lasts in the report, what was known stays, and it is tried again.
     */
    private void failed(Throwable e) {
        try {
            String reason = "reading it failed inside of Gateway Health: " + e;
            contract = contract.with(List.of(new Problem(settings.nginxConf().toString(), 0, reason)));
            if (!reason.equals(lastFailure)) {
                lastFailure = reason;
                lines.accept("the nginx configuration is not followed for now, what is known of it stays: " + e);
            }
        } catch (Throwable again) {
            // Nowhere left to say it; the next turn may do better.
            lastFailure = null;
        }
    }

    private void recovered() {
        String before = lastFailure;
        if (before != null) {
            lastFailure = null;
            List<Problem> others = new ArrayList<>(contract.problems());
            others.removeIf(each -> each.message().equals(before));
            contract = contract.with(others);
        }
    }

    /** Where nobody has told anything of the gateway there is nothing to judge. */
    private void judge() {
        GatewayContract judged = contract;
        if (!closed && (overrides.any() || judged.passes().known())) {
            audit.look(judged, places());
        }
    }

    private @Nullable ContractSource read(@Nullable ContractSource before) {
        if (before == null && !named && !Files.isReadable(settings.nginxConf())) {
            return null;
        }
        ContractSource source = before;
        if (source == null) {
            source = new ContractSource(
                    settings.nginxConf(), named, prefix(), settings.nginxVersion(), places(), overrides);
        } else {
            source.listeningOn(places());
            for (String line : source.poll()) {
                lines.accept("the nginx configuration has changed: " + line);
            }
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
