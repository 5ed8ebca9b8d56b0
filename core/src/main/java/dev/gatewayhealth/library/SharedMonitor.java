package dev.gatewayhealth.library;

import dev.gatewayhealth.Monitor;
import dev.gatewayhealth.audit.LimitSource;
import dev.gatewayhealth.audit.ListenerLimits;
import dev.gatewayhealth.contract.Listening;
import dev.gatewayhealth.exchange.Exchanges;
import dev.gatewayhealth.exchange.Ticker;
import dev.gatewayhealth.finding.FindingLines;
import dev.gatewayhealth.finding.Subscribers;
import dev.gatewayhealth.metrics.MeterSource;
import dev.gatewayhealth.proc.SocketTable;
import dev.gatewayhealth.report.Report;
import dev.gatewayhealth.settings.Settings;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The library's own monitor, shared by all whose classes this class loader has defined: applications that find the library in a directory of
 * the server's have one between them, and so have the filter, the indicator and the meters of one application. It ends with the last of them.
 */
public final class SharedMonitor implements HealthSource {

    /** Guarded by the class: applications come and go on different threads. */
    private static @Nullable SharedMonitor shared;

    private final Claim claim;
    private final Exchanges exchanges = new Exchanges(Ticker.system());
    private final List<Report.Hook> hooks = new CopyOnWriteArrayList<>();
    private final Subscribers subscribers;
    private final Upcoming upcoming;
    private int users;

    private SharedMonitor(Claim claim, Report.@Nullable Hook hook, Settings.Outcome settings, Consumer<String> lines) {
        this.claim = claim;
        if (hook != null) {
            hooks.add(hook);
        }
        this.subscribers = new Subscribers(line -> lines.accept("[gateway-health] " + line));
        this.upcoming = Upcoming.by(() -> start(settings, lines), lines);
    }

    /** On a thread of its own. */
    private Monitor start(Settings.Outcome settings, Consumer<String> lines) {
        Monitor monitor = Monitor.start(new Monitor.Parts(
                settings,
                exchanges,
                SocketTable.ofThisProcess(),
                () -> hooks,
                null,
                version(),
                line -> lines.accept("[gateway-health] " + line),
                new FindingLines(lines, Ticker.system()),
                Ticker.system(),
                InstantSource.system()));
        monitor.listen(subscribers);
        Unheeded.alone(settings.settings(), lines);
        return monitor;
    }

    /**
     * One more user; the first one's settings hold.
     *
     * @param owner the user in words, for other copies of the library
     * @param hook where the user listens to a server; null if it does not, or does not know yet
     * @param settings with what could not be used of them, which becomes findings
     * @param lines the log of the host, one line at a time
     * @return null while another copy of the library has a monitor
     */
    public static synchronized @Nullable SharedMonitor join(
            String owner, Report.@Nullable Hook hook, Settings.Outcome settings, Consumer<String> lines) {
        SharedMonitor its = shared;
        if (its == null) {
            Claim claim = Claim.by(owner);
            if (claim == null) {
                return null;
            }
            its = new SharedMonitor(claim, hook, settings, lines);
            shared = its;
        } else if (hook != null && !its.hooks.contains(hook)) {
            its.hooks.add(hook);
        }
        its.users++;
        return its;
    }

    /** {@return who has a monitor in this JVM, in words; null if nobody has} */
    public static @Nullable String owner() {
        return Claim.owner();
    }

    /** One user less; each that joined leaves once. */
    public void leave() {
        synchronized (SharedMonitor.class) {
            users--;
            if (users == 0) {
                shared = null;
                Monitor monitor = upcoming.await();
                if (monitor != null) {
                    monitor.close();
                }
                claim.release();
            }
        }
    }

    /**
     * The service listens there, and nobody can be asked for its limits.
     *
     * @param server name and version; empty where nobody knows
     * @param place where it takes connections
     */
    public void listening(String server, Listening place) {
        listening(place, () -> ListenerLimits.unknown(server, place));
    }

    /**
     * The service listens there, and can be asked for its limits.
     *
     * @param place where it takes connections
     * @param limits asked on the contract's own thread
     */
    public void listening(Listening place, LimitSource limits) {
        Monitor monitor = upcoming.await();
        if (monitor != null) {
            monitor.listening(place, limits);
        }
    }

    /** {@return whether this instance leaves, and its answers shall be the last of their connections} */
    public boolean leaving() {
        Monitor monitor = upcoming.now();
        return monitor != null && monitor.drain().draining();
    }

    /**
     * Takes readiness back, and returns when the server may stop; by whoever is about to stop it.
     *
     * @param finishes whether the stopping server itself waits for the requests it has begun
     */
    public void drain(boolean finishes) {
        Monitor monitor = upcoming.await();
        if (monitor != null) {
            monitor.drain().hold(finishes);
        }
    }

    /** It does not leave after all. */
    public void stay() {
        Monitor monitor = upcoming.now();
        if (monitor != null) {
            monitor.drain().end();
        }
    }

    /** {@return the exchanges in flight, for those who see the requests} */
    public Exchanges exchanges() {
        return exchanges;
    }

    @Override
    public @Nullable Answer answer(Question asked) {
        Monitor monitor = upcoming.await();
        if (monitor == null) {
            return null;
        }
        Answer answer = Answer.of(monitor.poll(
                asked.method(), asked.path(), asked.accept(), asked.authorization(), asked.userAgent(), asked.from()));
        if (answer != null && asked.fromOutside()) {
            monitor.pollers().throughTheGateway(asked.sentPath());
        }
        return answer;
    }

    @Override
    public Map<String, Object> health() {
        Monitor monitor = upcoming.await();
        return monitor == null ? Map.of() : HealthMap.of(monitor.report());
    }

    @Override
    public Map<Map<String, String>, Double> values(String meter) {
        Monitor monitor = upcoming.await();
        return monitor == null ? Map.of() : MeterSource.of(monitor).values(meter);
    }

    @Override
    public Runnable subscribe(Consumer<Map<String, Object>> listener) {
        return subscribers.add(listener);
    }

    @Override
    public Runnable application(Supplier<List<ListenerLimits.ApplicationTimeout>> timeouts) {
        Monitor monitor = upcoming.await();
        return monitor == null ? () -> {} : monitor.application(timeouts);
    }

    private static String version() {
        String version = SharedMonitor.class.getPackage().getImplementationVersion();
        return version == null ? "unknown" : version;
    }
}
