package dev.gatewayhealth.agent.engine;

import dev.gatewayhealth.agent.server.OpenListener;
import dev.gatewayhealth.agent.weave.Home;
import dev.gatewayhealth.agent.weave.Point;
import dev.gatewayhealth.agent.weave.Target;
import dev.gatewayhealth.agent.weave.Weaver;
import dev.gatewayhealth.exchange.Ticker;
import dev.gatewayhealth.report.Report;
import dev.gatewayhealth.thread.OwnThread;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** The servers that opened a port in this JVM, and how far they are woven. */
final class Servers implements Supplier<List<Report.Hook>> {

    private static final long LOOK_AROUND = TimeUnit.MINUTES.toNanos(1);

    /** A service that has just opened its port is busy enough. What its first requests need of the rest meanwhile, they weave. */
    private static final long AFTER_THE_START = TimeUnit.MILLISECONDS.toNanos(500);

    private static final Set<String> BEGINNINGS = Set.of("BEGIN", "ENTERED");

    private final Weaver weaver;
    private final Ticker ticker;
    private final List<OpenServer> open = new CopyOnWriteArrayList<>();
    private final List<Report.Hook> filters = new CopyOnWriteArrayList<>();

    /** What is spoken to servers we know and is not followed. */
    private final List<Report.Hook> unfollowed = new CopyOnWriteArrayList<>();

    /** Ports of servers nobody knows; one thread writes it. */
    private volatile List<Report.Hook> unknown = List.of();

    /** Written by request threads, at most once for each point. */
    private final Map<Point, String> failing = new ConcurrentHashMap<>();

    /** Written by whoever brings news, read for each report. */
    private volatile List<Report.Hook> hooks = List.of();

    private volatile List<Target> strangers = List.of();

    /** Only the thread that makes the reports touches it. */
    private long lookedAround;

    Servers(Weaver weaver, Ticker ticker) {
        this.weaver = weaver;
        this.ticker = ticker;
        this.lookedAround = ticker.nanos();
    }

    /**
     * A listener has opened: what its server has not loaded yet is loaded and woven soon, so that the weaver can leave; on a
     * thread of its own, for the one that calls is starting a server.
     */
    void opened(OpenListener listener) {
        OpenServer server = OpenServer.of(listener);
        if (!open.contains(server)) {
            open.add(server);
        }
        OwnThread.of("gateway-health-weaving", new Loading(server)).start();
    }

    /** What the server of that kind is called of which that is a listener: a copy tells its package prefix. */
    String copy(String kind, Object listener) {
        return weaver.nameOf(kind, listener.getClass());
    }

    List<Home> homes() {
        return weaver.homes();
    }

    /** How often what they tell has changed. */
    int changes() {
        return weaver.changes();
    }

    /** Whether some server's requests begin at a point that is live. */
    boolean follows() {
        for (Home home : weaver.homes()) {
            for (Map.Entry<Point, String> each : home.states().entrySet()) {
                if (BEGINNINGS.contains(each.getKey().event())
                        && each.getValue().equals(Home.LIVE)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The same, for the report. */
    @Override
    public List<Report.Hook> get() {
        return hooks();
    }

    /** A server whose requests only a filter or a servlet shows us, at that point. */
    void filtered(String server, String point) {
        Report.Hook filter = new Report.Hook(server, point, Home.LIVE);
        if (!filters.contains(filter)) {
            filters.add(filter);
            describe();
        }
    }

    /** A row that says what is not counted; not a finding, for nobody may miss it. */
    void unfollowed(Report.Hook row) {
        unfollowed.add(row);
        describe();
    }

    void load(int number, String event) {
        weaver.load(number, event);
    }

    /** Whether requests of some server are followed, at the server itself or above it. */
    boolean serves() {
        return !open.isEmpty() || !filters.isEmpty();
    }

    /** Whether classes of a server are here that has not opened a port yet. */
    boolean coming() {
        for (Home home : weaver.homes()) {
            if (Kinds.opensPorts(home.server()) && !opened(home.server())) {
                return true;
            }
        }
        return false;
    }

    /** Nobody follows what is served on those ports, of which nginx proxies to some. */
    void unknown(Set<Integer> ports, Set<Integer> proxied) {
        List<Report.Hook> rows = new ArrayList<>();
        for (int port : ports) {
            rows.add(new Report.Hook(
                    "unknown server",
                    "port " + port,
                    "not-followed: "
                            + (proxied.contains(port) ? "nginx proxies there" : "no known server has opened it")));
        }
        if (!rows.equals(unknown)) {
            unknown = rows;
            describe();
        }
    }

    /** How far each point is woven; asked for with each report, by one thread. */
    List<Report.Hook> hooks() {
        if (ticker.nanos() - lookedAround >= LOOK_AROUND) {
            lookedAround = ticker.nanos();
            lookAround();
        }
        return hooks;
    }

    /** Woven code does not fit the server at this point; said once, and shown as long as the service runs. */
    void failed(int number, Throwable thrown) {
        Point point = weaver.point(number);
        if (failing.putIfAbsent(point, "failing: " + thrown) == null) {
            Stderr.say("the hook at " + point.name() + " does not fit this server, so what it would tell is missing: "
                    + Failure.told(thrown));
            describe();
        }
    }

    private void load(OpenServer server) {
        try {
            describe();
            // Earlier, if it is woken, harms nobody.
            LockSupport.parkNanos(this, AFTER_THE_START);
            weaver.loadRest(server.kind());
            lookAround();
            if (finished()) {
                weaver.leave();
            }
        } catch (RuntimeException | Error e) {
            Stderr.say("the classes of " + server.name()
                    + " could not all be loaded ahead, so its first requests wait for" + " their weaving: " + e);
        }
    }

    /**
     * Whether every server of which a class was seen is here whole; one that is still to open its port is not. The JDK's own alone is no reason
     * to think so: it often serves metrics, and opens its port long before the service's server is as much as loaded.
     */
    private boolean finished() {
        boolean main = false;
        for (OpenServer server : open) {
            main |= Kinds.followsServlets(server.kind());
        }
        if (!main) {
            return false;
        }
        for (Home home : weaver.homes()) {
            if (Kinds.opensPorts(home.server()) && (!home.complete() || !opened(home.server()))) {
                return false;
            }
        }
        return true;
    }

    private boolean opened(String kind) {
        for (OpenServer server : open) {
            if (server.kind().equals(kind)) {
                return true;
            }
        }
        return false;
    }

    /** Looks for servers that came without passing the weaver. */
    private void lookAround() {
        List<Target> worthTelling = new ArrayList<>();
        for (Target target : weaver.strangers()) {
            boolean agents = Kinds.servesAgents(target.number()) && !open.isEmpty();
            if (!agents && Kinds.opensPorts(target.number())) {
                worthTelling.add(target);
            }
        }
        strangers = worthTelling;
        describe();
    }

    private synchronized void describe() {
        HookTable table = new HookTable();
        for (Home home : weaver.homes()) {
            String name = OpenServer.name(open, home);
            if (name != null) {
                for (Map.Entry<Point, String> each : home.states().entrySet()) {
                    table.put(name, each.getKey(), failing.getOrDefault(each.getKey(), each.getValue()));
                }
            }
        }
        for (OpenServer server : open) {
            for (Target target : weaver.targets(server.kind())) {
                missing(server, target, table);
            }
        }
        for (Target target : strangers) {
            table.put(
                    target.server(),
                    target,
                    "not-woven: its class was loaded before the agent came or after it had left");
        }
        List<Report.Hook> rows = table.rows();
        rows.addAll(filters);
        rows.addAll(unfollowed);
        rows.addAll(unknown);
        hooks = List.copyOf(rows);
    }

    private void missing(OpenServer server, Target target, HookTable table) {
        List<Home> its = new ArrayList<>();
        boolean complete = true;
        for (Home home : weaver.homes()) {
            if (home.server().equals(server.kind())) {
                if (home.has(target)) {
                    return;
                }
                complete &= home.complete();
                its.add(home);
            }
        }
        if (!strangers.contains(target)) {
            table.put(server.name(), target, complete ? without(target, its) : HookTable.WAITING);
        }
    }

    /** A class that is missing is one that this server does well without if other points tell what its would. */
    private static String without(Target target, List<Home> homes) {
        Set<String> told = new HashSet<>();
        for (Home home : homes) {
            for (Map.Entry<Point, String> each : home.states().entrySet()) {
                if (each.getValue().equals(Home.LIVE)) {
                    told.add(each.getKey().event());
                }
            }
        }
        for (Point point : target.points()) {
            if (!told.contains(point.event())) {
                return HookTable.NO_CLASS;
            }
        }
        return HookTable.WITHOUT;
    }

    /** The thread that loads the rest of a server. */
    private final class Loading implements Runnable {

        private final OpenServer server;

        Loading(OpenServer server) {
            this.server = server;
        }

        @Override
        public void run() {
            load(server);
        }
    }
}
