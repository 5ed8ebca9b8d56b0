package dev.gatewayhealth.agent.engine;

import static dev.gatewayhealth.agent.weave.Value.self;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.agent.server.OpenListener;
import dev.gatewayhealth.agent.weave.HookRecorder;
import dev.gatewayhealth.agent.weave.Instrumented;
import dev.gatewayhealth.agent.weave.Point;
import dev.gatewayhealth.agent.weave.Shapes;
import dev.gatewayhealth.agent.weave.Weaver;
import dev.gatewayhealth.audit.ListenerLimits;
import dev.gatewayhealth.contract.Listening;
import dev.gatewayhealth.report.Report;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class ServersTest {

    private static final String FIRST = Shapes.class.getName();
    private static final String SECOND = HookRecorder.class.getName();

    private final AtomicLong now = new AtomicLong();
    private volatile boolean left;
    private volatile Class<?>[] loaded = {};

    private final Weaver weaver = new Weaver(
            instrumentation(),
            List.of(
                    server(
                            "Server",
                            Point.in(FIRST)
                                    .method("plain", "()V")
                                    .entry("READING", self())
                                    .entry("READ", self()),
                            Point.in(SECOND).method("close", "()V").entry("READING", self())),
                    server(
                            "Other",
                            Point.in(OtherServer.class.getName())
                                    .method("serve", "()V")
                                    .entry("READING", self()))));
    private final Servers servers = new Servers(weaver, now::get);

    @Test
    void loadsTheRestOfAServerThatOpensAPortAndThenLeaves() throws Exception {
        Loader loader = new Loader(FIRST, SECOND);
        loader.loadClass(FIRST);
        servers.opened(listener("Server/1.0", loader));

        Awaitility.await().until(() -> left);
        assertThat(servers.hooks())
                .containsExactly(
                        new Report.Hook("Server/1.0", "HookRecorder.close", "live"),
                        new Report.Hook("Server/1.0", "Shapes.plain", "live"));
    }

    @Test
    void finishesAServerWhoseClassesAreInSeveralLoaders() throws Exception {
        new Loader(FIRST).loadClass(FIRST);
        Loader other = new Loader(SECOND);
        other.loadClass(SECOND);
        servers.opened(listener("Server/1.0", other));

        Awaitility.await().until(() -> left);
        assertThat(servers.hooks())
                .allMatch(hook ->
                        hook.server().equals("Server/1.0") && hook.state().equals("live"))
                .hasSize(2);
    }

    @Test
    void finishesALoaderTooThatIsFirstSeenWhileTheRestIsLoaded() throws Exception {
        Loader loader = new Loader(new Loader(SECOND), FIRST);
        loader.loadClass(FIRST);
        servers.opened(listener("Server/1.0", loader));

        Awaitility.await().until(() -> left);
        assertThat(servers.hooks()).hasSize(2).allMatch(hook -> hook.state().equals("live"));
    }

    @Test
    void staysWhileAnotherServerIsOnlyPartlyHere() throws Exception {
        Loader loader = new Loader(FIRST, SECOND);
        loader.loadClass(FIRST);
        new Loader(OtherServer.class.getName()).loadClass(OtherServer.class.getName());
        servers.opened(listener("Server/1.0", loader));

        Awaitility.await().until(() -> servers.hooks().size() == 2);
        Awaitility.await()
                .until(() -> weaver.homes().stream()
                        .filter(home -> home.server().equals("Server"))
                        .allMatch(home -> home.complete()));
        assertThat(left).isFalse();
    }

    @Test
    void followsTwoServersOfOneKindInLoadersOfTheirOwn() throws Exception {
        Loader one = new Loader(FIRST, SECOND);
        Loader two = new Loader(FIRST, SECOND);
        one.loadClass(FIRST);
        two.loadClass(FIRST);
        servers.opened(listener("Server/1.0", one));
        servers.opened(listener("Server/2.0", two));

        Awaitility.await()
                .untilAsserted(() -> assertThat(servers.hooks())
                        .hasSize(4)
                        .allMatch(hook -> hook.state().equals("live")));
        assertThat(servers.hooks()).extracting(Report.Hook::server).contains("Server/1.0", "Server/2.0");
    }

    @Test
    void aServerThatComesAfterwardsIsReportedWithinAMinute() throws Exception {
        Loader loader = new Loader(FIRST, SECOND);
        loader.loadClass(FIRST);
        servers.opened(listener("Server/1.0", loader));
        Awaitility.await().until(() -> left);
        loaded = new Class<?>[] {new Loader(FIRST).loadClass(FIRST), loader.loadClass(FIRST)};
        assertThat(servers.hooks()).allMatch(hook -> hook.state().equals("live"));

        now.addAndGet(TimeUnit.MINUTES.toNanos(1));
        assertThat(servers.hooks())
                .filteredOn(hook -> hook.state().startsWith("not-woven"))
                .singleElement()
                .extracting(Report.Hook::point)
                .isEqualTo("Shapes.plain");
    }

    @Test
    void aClassTheServerDoesWithoutIsSaid() throws Exception {
        Loader loader = new Loader(FIRST);
        loader.loadClass(FIRST);
        servers.opened(listener("Server/1.0", loader));

        Awaitility.await()
                .until(() -> servers.hooks()
                        .contains(new Report.Hook(
                                "Server/1.0", "HookRecorder.close", "absent: the server comes without it")));
    }

    @Test
    void aClassThatAloneWouldTellSomethingIsMissing() throws Exception {
        Loader loader = new Loader(SECOND);
        loader.loadClass(SECOND);
        servers.opened(listener("Server/1.0", loader));

        Awaitility.await()
                .until(() -> servers.hooks()
                        .contains(new Report.Hook("Server/1.0", "Shapes.plain", "not-woven: no such class")));
    }

    @Test
    void aPointThatDoesNotFitIsNoLongerLive() throws Exception {
        Loader loader = new Loader(FIRST, SECOND);
        loader.loadClass(FIRST);
        servers.opened(listener("Server/1.0", loader));
        Awaitility.await().until(() -> left);
        servers.failed(0, new NoSuchMethodError("gone"));

        assertThat(servers.hooks())
                .filteredOn(hook -> !hook.state().equals("live"))
                .singleElement()
                .extracting(Report.Hook::state)
                .asString()
                .startsWith("failing: ")
                .contains("gone");
    }

    private static Instrumented server(String name, Point.In... methods) {
        List<Point> points =
                Arrays.stream(methods).flatMap(in -> in.points().stream()).toList();
        return new Instrumented(name, points, Set.of());
    }

    private static OpenListener listener(String server, ClassLoader loader) {
        Listening listening = Listening.port(1);
        return new OpenListener(server, listening, List.of(), () -> ListenerLimits.unknown(server, listening), loader);
    }

    private Instrumentation instrumentation() {
        return (Instrumentation) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Instrumentation.class}, (proxy, method, values) -> {
                    left |= method.getName().equals("removeTransformer");
                    return switch (method.getName()) {
                        case "getAllLoadedClasses" -> loaded;
                        case "removeTransformer" -> true;
                        default -> null;
                    };
                });
    }

    /** Has a class of another kind of server. */
    public static final class OtherServer {

        public void serve() {}
    }

    /** Defines some classes itself, woven as long as the weaver is here, and hides the others of the servers. */
    private final class Loader extends ClassLoader {

        private final Set<String> own;

        private final ClassLoader module;

        private Loader(String... own) {
            this(null, own);
        }

        /** What that one has is had from there. */
        private Loader(Loader module, String... own) {
            super(ServersTest.class.getClassLoader());
            this.own = Set.of(own);
            this.module = module;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (own.contains(name)) {
                synchronized (getClassLoadingLock(name)) {
                    Class<?> known = findLoadedClass(name);
                    return known == null ? define(name) : known;
                }
            }
            if (Set.of(FIRST, SECOND, OtherServer.class.getName()).contains(name)) {
                if (module != null) {
                    return module.loadClass(name);
                }
                throw new ClassNotFoundException(name);
            }
            return super.loadClass(name, resolve);
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = in.readAllBytes();
                byte[] woven = left ? null : weaver.transform(this, name.replace('.', '/'), null, null, bytes);
                byte[] result = woven == null ? bytes : woven;
                return defineClass(name, result, 0, result.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
