package dev.gatewayhealth.agent.undertow;

import dev.gatewayhealth.agent.server.Copy;
import dev.gatewayhealth.agent.server.OpenListener;
import dev.gatewayhealth.agent.server.Reach;
import dev.gatewayhealth.contract.Listening;
import dev.gatewayhealth.resource.AcceptQueue;
import dev.gatewayhealth.resource.Connections;
import dev.gatewayhealth.resource.ListenerHealth;
import dev.gatewayhealth.resource.RequestThreads;
import dev.gatewayhealth.resource.Resource;
import java.lang.ref.WeakReference;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Puts a listener of Undertow together from its two halves: the open listener, which belongs to Undertow, and the accepting channel
 * of XNIO, which has the address.
 */
final class UndertowListeners {

    /** What WildFly calls the worker of its management interface, which no gateway stands before. */
    private static final String MANAGEMENT = "management";

    private static final String UNDERTOW = "io.undertow.";

    /** Whose threads are watched. */
    private final Set<Object> workers = Collections.newSetFromMap(new WeakHashMap<>());

    /** Where Undertow lives, as the last open listener told. Written and read by the threads that start servers. */
    private volatile WeakReference<Class<?>> home = new WeakReference<>(null);

    /** The open listener whose port opens next. Written and read by the same threads. */
    private volatile WeakReference<Object> last = new WeakReference<>(null);

    @Nullable
    OpenListener opened(Object listener) {
        if (isUndertows(listener.getClass())) {
            last = new WeakReference<>(listener);
            home = new WeakReference<>(listener.getClass());
            return null;
        }
        Class<?> its = home.get();
        Object address = Reach.method(listener.getClass(), "getLocalAddress").of(listener);
        if (its == null || !(address instanceof InetSocketAddress bound)) {
            // Somebody else's use of XNIO.
            return null;
        }
        Object worker = Reach.method(listener.getClass(), "getWorker").of(listener);
        if (worker == null
                || MANAGEMENT.equals(Reach.method(worker.getClass(), "getName").of(worker))) {
            return null;
        }
        Listening listening = new Listening(bound.getAddress().getHostAddress(), bound.getPort(), null);
        Copy undertow = Copy.of(its, UNDERTOW);
        String server = version(undertow);
        return new OpenListener(
                server,
                listening,
                resources(worker, listener, listening),
                new UndertowLimits(last.get(), server, listening),
                undertow.loader(),
                new UndertowLeaving(listener));
    }

    private static boolean isUndertows(Class<?> listener) {
        String name = listener.getName();
        return name.startsWith(UNDERTOW) || name.contains('.' + UNDERTOW);
    }

    private List<Resource> resources(Object worker, Object channel, Listening listening) {
        UndertowGauge gauge = new UndertowGauge(channel, last, "connector :" + listening.port(), listening);
        List<Resource> resources = new ArrayList<>(threads(worker, listening.port()));
        resources.add(new Connections(gauge, listening));
        resources.add(new AcceptQueue(gauge, listening));
        resources.add(new ListenerHealth(gauge));
        return resources;
    }

    /** The listeners of a server share one worker, which runs out for all of them at once. */
    private synchronized List<Resource> threads(Object worker, int port) {
        UndertowThreads threads = workers.add(worker) ? UndertowThreads.of(worker, "connector :" + port) : null;
        return threads == null ? List.of() : List.of(new RequestThreads(threads));
    }

    private static String version(Copy undertow) {
        try {
            Object said = undertow.type("io.undertow.Version")
                    .getMethod("getVersionString")
                    .invoke(null);
            return "Undertow/" + said;
        } catch (ReflectiveOperationException | LinkageError e) {
            return "Undertow";
        }
    }
}
