package dev.gatewayhealth.agent.jetty;

import dev.gatewayhealth.agent.server.Asked;
import dev.gatewayhealth.agent.server.Copy;
import dev.gatewayhealth.agent.server.OpenListener;
import dev.gatewayhealth.contract.Listening;
import dev.gatewayhealth.resource.AcceptQueue;
import dev.gatewayhealth.resource.Connections;
import dev.gatewayhealth.resource.ListenerHealth;
import dev.gatewayhealth.resource.RequestThreads;
import dev.gatewayhealth.resource.Resource;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.NetworkChannel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The connectors that open a port. They share the server's thread pool, which is watched with the first of them. */
final class JettyListeners {

    /** Guarded by this. */
    private final List<WeakReference<Object>> pools = new ArrayList<>();

    /** Null for a connector without a place in the network, which tests use. */
    @Nullable
    OpenListener opened(Object connector) {
        Asked its = new Asked(connector);
        Listening listening = listening(its);
        if (listening == null) {
            return null;
        }
        // The connector may be a class of somebody else's made from one of its own.
        Copy jetty = Copy.of(connector.getClass(), JettyTypes.ROOT);
        String name = "connector " + (listening.unixPath() == null ? ":" + listening.port() : listening.unixPath());
        String server = version(jetty);
        return new OpenListener(
                server,
                listening,
                resources(connector, name, listening),
                new JettyLimits(connector, server, listening, name),
                jetty.loader(),
                new JettyLeaving(connector));
    }

    private static @Nullable Listening listening(Asked connector) {
        Object path = connector.method("getUnixDomainPath").object();
        if (path != null) {
            return Listening.unix(path.toString());
        }
        Long port = connector.number("getLocalPort");
        if (port == null || port <= 0) {
            return null;
        }
        InetAddress address = address(connector.method("getTransport").object());
        String host = address == null || address.isAnyLocalAddress() ? "0.0.0.0" : address.getHostAddress();
        return new Listening(host, port.intValue(), null);
    }

    /** The JDK's own class of a channel is nobody's to ask by name. */
    private static @Nullable InetAddress address(@Nullable Object transport) {
        try {
            return transport instanceof NetworkChannel channel
                            && channel.getLocalAddress() instanceof InetSocketAddress bound
                    ? bound.getAddress()
                    : null;
        } catch (IOException e) {
            return null;
        }
    }

    private List<Resource> resources(Object connector, String name, Listening listening) {
        JettyGauge gauge = new JettyGauge(connector, name, listening);
        List<Resource> resources = new ArrayList<>(threads(new Asked(connector), name));
        resources.add(new Connections(gauge, listening));
        resources.add(new AcceptQueue(gauge, listening));
        resources.add(new ListenerHealth(gauge));
        return resources;
    }

    private synchronized List<Resource> threads(Asked connector, String name) {
        Object pool = connector.method("getServer").method("getThreadPool").object();
        if (pool == null) {
            return List.of();
        }
        for (WeakReference<Object> known : pools) {
            if (known.get() == pool) {
                return List.of();
            }
        }
        pools.removeIf(known -> known.get() == null);
        pools.add(new WeakReference<>(pool));
        return List.of(
                new RequestThreads(JettyTasks.are(pool) ? new JettyTasks(pool, name) : new JettyThreads(pool, name)));
    }

    private static String version(Copy jetty) {
        try {
            return "Jetty/"
                    + jetty.type("org.eclipse.jetty.util.Jetty")
                            .getField("VERSION")
                            .get(null);
        } catch (ReflectiveOperationException | LinkageError e) {
            return "Jetty";
        }
    }
}
