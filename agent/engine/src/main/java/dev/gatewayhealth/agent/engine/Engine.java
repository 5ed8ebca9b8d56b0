package dev.gatewayhealth.agent.engine;

import dev.gatewayhealth.Monitor;
import dev.gatewayhealth.agent.Hook;
import dev.gatewayhealth.agent.admin.AdminListener;
import dev.gatewayhealth.agent.admin.AgentCheckListener;
import dev.gatewayhealth.agent.server.Leaving;
import dev.gatewayhealth.agent.server.OpenListener;
import dev.gatewayhealth.agent.server.Opening;
import dev.gatewayhealth.agent.server.ServerKind;
import dev.gatewayhealth.agent.server.Stamps;
import dev.gatewayhealth.agent.servlet.ServletFallback;
import dev.gatewayhealth.agent.weave.Home;
import dev.gatewayhealth.agent.weave.Weaver;
import dev.gatewayhealth.audit.ListenerLimits;
import dev.gatewayhealth.contract.Listening;
import dev.gatewayhealth.exchange.Exchanges;
import dev.gatewayhealth.exchange.Ticker;
import dev.gatewayhealth.finding.FindingLines;
import dev.gatewayhealth.metrics.MeterSource;
import dev.gatewayhealth.metrics.PrometheusText;
import dev.gatewayhealth.proc.SocketTable;
import dev.gatewayhealth.report.HealthResponse;
import dev.gatewayhealth.report.Report;
import dev.gatewayhealth.resource.Resource;
import dev.gatewayhealth.settings.Problem;
import dev.gatewayhealth.settings.Settings;
import java.lang.instrument.Instrumentation;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The engine of the agent. At premain it reads its settings and starts weaving, nothing else; the monitor starts with the first listener
 * that a server opens, so that a JVM that serves nothing carries nothing.
 */
public final class Engine {

    private static final Exchanges EXCHANGES = new Exchanges(Ticker.system());

    private static volatile @Nullable Engine running;

    private final Settings.Outcome settings;
    private final Servers servers;
    private final UnknownServers unknown;
    private final List<Problem> early = new ArrayList<>();
    private final LeavingServers leaving = new LeavingServers(new RepeatedElsewhere());
    private final Reopened reopened = new Reopened();
    private final ServiceClasses classes;
    private volatile @Nullable Monitor monitor;

    /** Whether a copy of the library has asked for the meters, which then are in the service's registries. */
    private volatile boolean metersAsked;

    private Engine(Settings.Outcome settings, Weaver weaver, ServiceClasses classes) {
        this.settings = settings;
        this.classes = classes;
        this.servers = new Servers(weaver, Ticker.system());
        this.unknown = new UnknownServers(this, servers);
    }

    /** Called by the agent's entry, once. */
    public static void start(@Nullable String arguments, Instrumentation instrumentation) throws Exception {
        Settings.Outcome settings = Settings.read(arguments, System.getProperties(), System.getenv());
        for (Problem problem : settings.problems()) {
            Stderr.say(problem.line());
        }
        if (!settings.settings().enabled()) {
            return;
        }
        Weaver weaver = new Weaver(instrumentation, Kinds.all(), new Connecting());
        Opening.by(instrumentation);
        Engine engine = new Engine(settings, weaver, new ServiceClasses(instrumentation));
        running = engine;
        Hook.bridge(new Bridge(engine));
        if (!weaver.begin()) {
            Hook.disconnect();
            Stderr.say("the hook cannot be reached from this JVM's system class loader; nothing is woven and the"
                    + " service runs without it");
            return;
        }
        engine.unknown.start();
    }

    /** Called by the agent's entry when the agent is given a second time. */
    public static void repeated(@Nullable String arguments) {
        Engine engine = running;
        if (engine != null) {
            engine.problem(new Problem(
                    "-javaagent",
                    arguments == null ? "" : arguments,
                    "command line",
                    "one -javaagent of Gateway Health",
                    "-javaagent is given twice; the second one is ignored, remove it"));
        }
    }

    /** The one of this JVM; null before premain. */
    static @Nullable Engine running() {
        return running;
    }

    /** What puts stamps on the responses of such a server; null if nothing is to. */
    static @Nullable Stamps stamps(ServerKind kind) {
        Engine engine = running;
        Settings its = engine == null ? null : engine.settings.settings();
        return its != null && (its.stampInstance() || its.stampTiming()) ? Stamps.of(kind, its) : null;
    }

    /** The class loaders in which servers live. */
    List<Home> homes() {
        return servers.homes();
    }

    /** How often what is known of those has changed. */
    int changes() {
        return servers.changes();
    }

    /** Loads the classes of that kind of server, as far as they are here, that may tell of that event. */
    void load(int number, String event) {
        servers.load(number, event);
    }

    static Exchanges exchanges() {
        return EXCHANGES;
    }

    /** Something is spoken to a server that nobody follows there. */
    static void unfollowed(Report.Hook row) {
        Engine engine = running;
        if (engine != null) {
            engine.servers.unfollowed(row);
        }
    }

    /** A server has opened a port; called on the thread that starts the server, which must not wait for us. */
    static void listening(ServerKind kind, Object listener) {
        Engine engine = running;
        if (engine == null) {
            return;
        }
        try {
            OpenListener opened = kind.listener(listener);
            if (opened != null) {
                engine.opened(opened.of(engine.servers.copy(opened.kind(), listener)));
            }
        } catch (RuntimeException | LinkageError e) {
            Stderr.say("a listener could not be looked at and is not watched: " + e);
        }
    }

    /** A server is about to stop; its thread is held back here until nobody misses it. */
    static void stopping(ServerKind kind, Object server) {
        Engine engine = running;
        Monitor its = engine == null ? null : engine.monitor;
        if (its != null && kind.stops(server)) {
            its.drain().hold();
        }
    }

    /** What the endpoint says, or what every request is told while this instance leaves; null if it is the application's. */
    static @Nullable HealthResponse asked(
            String method,
            String rawPath,
            @Nullable String accept,
            @Nullable String authorization,
            @Nullable String userAgent,
            @Nullable String forwardedFor,
            String from) {
        Engine engine = running;
        HealthResponse answer = poll(method, rawPath, accept, authorization, userAgent, from);
        Monitor its = engine == null ? null : engine.monitor;
        if (its != null && answer != null && forwardedFor != null && !forwardedFor.isEmpty()) {
            its.pollers().throughTheGateway(rawPath);
        }
        return answer != null || engine == null ? answer : engine.leaving.insteadOf(method);
    }

    /** Woven code failed at a point before the hook was reached. */
    static void failed(Throwable thrown, int point) {
        Engine engine = running;
        // A null on the way means that there is nothing to say there, and no memory or stack that the host is in
        // trouble.
        boolean harmless = thrown instanceof NullPointerException || thrown instanceof VirtualMachineError;
        if (engine != null && !harmless) {
            engine.servers.failed(point, thrown);
        }
    }

    static @Nullable HealthResponse poll(
            String method,
            String rawPath,
            @Nullable String accept,
            @Nullable String authorization,
            @Nullable String userAgent,
            String from) {
        Engine engine = running;
        Monitor its = engine == null ? null : engine.monitor;
        return its == null ? null : its.poll(method, rawPath, accept, authorization, userAgent, from);
    }

    /** Whether requests of some server in this JVM are followed at the server itself. */
    boolean follows() {
        return servers.follows();
    }

    /** Servlets of a container that is not followed itself take requests; called on the thread of the first. */
    static void servlets(ServletFallback fallback, Object request) {
        Engine engine = running;
        if (engine != null) {
            String server = fallback.server(request);
            engine.servers.filtered(server, "HttpServlet.service (servlet fall-back)");
            engine.watch(server, fallback.listening(request));
        }
    }

    /** A server that only a filter can follow takes requests there. */
    void filtered(String server, @Nullable Listening place) {
        ServletEvents.superseded();
        servers.filtered(server, "GatewayHealthFilter.doFilter");
        watch(server, place);
    }

    private void watch(String server, @Nullable Listening place) {
        Monitor its = started();
        if (place != null) {
            unknown.known(place.port());
            its.listening(place, () -> ListenerLimits.unknown(server, place));
        }
    }

    private synchronized void problem(Problem problem) {
        Monitor its = monitor;
        if (its == null) {
            early.add(problem);
        } else {
            its.problem(problem);
        }
    }

    /** The monitor, started now if nothing has started it before. */
    synchronized Monitor started() {
        Monitor its = monitor;
        if (its == null) {
            its = startMonitor();
            monitor = its;
            Events.answering(settings.settings().path());
            for (Problem problem : early) {
                its.problem(problem);
            }
            its.drain().serving(leaving);
            Goodbye.of(its.drain());
            listenForAdmin(its);
            new ServiceMeters(classes, its, new MetersAsked()).start();
        }
        return its;
    }

    private synchronized void opened(OpenListener listener) {
        if (Kinds.followsServlets(listener.kind())) {
            ServletEvents.superseded();
        }
        unknown.known(listener.listening().port());
        Monitor its = started();
        its.listening(listener.listening(), listener.limits());
        for (Resource old : reopened.replacedBy(listener.listening(), listener.resources())) {
            its.unwatch(old);
        }
        for (Resource resource : listener.resources()) {
            its.watch(resource);
        }
        Leaving way = listener.leaving();
        if (way != null) {
            leaving.opened(listener.listening(), way);
        }
        its.drain().end();
        servers.opened(listener);
    }

    /** The ports of this machine that nginx proxies to, as far as is known. */
    Set<Integer> proxied() {
        Monitor its = monitor;
        return its == null ? new HashSet<>() : its.proxiedPorts();
    }

    private Monitor startMonitor() {
        Unsaid lines = new Unsaid(FindingLines.into(
                new ServiceLog(classes, FindingLines.plain(Stderr.LINE), Ticker.system()), Ticker.system()));
        return Monitor.start(new Monitor.Parts(
                settings,
                EXCHANGES,
                SocketTable.ofThisProcess(),
                servers,
                new Metrics(),
                version(),
                Stderr.SAY,
                lines,
                Ticker.system(),
                InstantSource.system()));
    }

    private void listenForAdmin(Monitor its) {
        unknown.known(settings.settings().adminPort());
        unknown.known(settings.settings().agentCheckPort());
        AdminListener listener = new AdminListener(its.endpoint(), its.pollers(), Stderr.SAY);
        Problem problem = listener.start(settings.settings());
        if (problem != null) {
            Stderr.say(problem.line());
            its.problem(problem);
        }
        if (settings.settings().agentCheckPort() != null) {
            listenForAgentCheck(its);
        }
    }

    private void listenForAgentCheck(Monitor its) {
        Problem problem =
                new AgentCheckListener(its, its.pollers(), Stderr.SAY, Ticker.system()).start(settings.settings());
        if (problem != null) {
            Stderr.say(problem.line());
            its.problem(problem);
        }
    }

    private static String version() {
        String version = Hook.class.getPackage().getImplementationVersion();
        return version == null ? "0.1.0-SNAPSHOT" : version;
    }

    /** A class and not a lambda, which would cost the start of every service. */
    private final class RepeatedElsewhere implements BooleanSupplier {

        @Override
        public boolean getAsBoolean() {
            Monitor its = monitor;
            return its != null && its.repeatedElsewhere();
        }
    }

    /** What the meters of that name stand at, for a copy of the library. */
    Map<Map<String, String>, Double> meters(String word) {
        metersAsked = true;
        return MeterSource.of(started()).values(word);
    }

    /** Whether somebody else puts the meters into the service's registries. */
    private final class MetersAsked implements BooleanSupplier {

        @Override
        public boolean getAsBoolean() {
            return metersAsked;
        }
    }

    /** The report in Prometheus' format; its writer is loaded when somebody first asks. */
    private final class Metrics implements Supplier<String> {

        @Override
        public String get() {
            Monitor its = monitor;
            return its == null ? "" : PrometheusText.of(its.report());
        }
    }

    /** Listens to a kind of server from its first class on. */
    private static final class Connecting implements Weaver.Arrivals {

        @Override
        public void arrived(int number, boolean[] used) {
            Events.connect(number, used);
        }
    }
}
