package dev.gatewayhealth.agent.grizzly;

import dev.gatewayhealth.agent.server.Asked;
import dev.gatewayhealth.agent.server.OpenListener;
import dev.gatewayhealth.contract.Listening;
import dev.gatewayhealth.resource.RequestThreads;
import dev.gatewayhealth.resource.Resource;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A {@code TCPNIOServerConnection} of Grizzly that has just begun to listen. */
final class GrizzlyListener {

    /** What GlassFish calls the listener of its administration, which no gateway stands before. */
    private static final String ADMINISTRATION = "admin-listener";

    private GrizzlyListener() {}

    /** Null for one that serves something else than an application over HTTP. */
    static @Nullable OpenListener of(Object serverConnection) {
        Asked its = new Asked(serverConnection);
        Asked transport = its.method("getTransport");
        HttpFilters filters = HttpFilters.of(
                its.method("getProcessor").object(),
                transport.method("getProcessor").object());
        if (!(its.method("getLocalAddress").object() instanceof InetSocketAddress bound)
                || filters == null
                || administers(transport)) {
            return null;
        }
        Listening listening = new Listening(bound.getAddress().getHostAddress(), bound.getPort(), null);
        ClassLoader loader = serverConnection.getClass().getClassLoader();
        String server = version(loader);
        String connector = "connector :" + bound.getPort();
        return new OpenListener(
                server,
                listening,
                threads(transport, connector),
                new GrizzlyLimits(filters, transport, server, listening),
                loader);
    }

    /** GlassFish names the pool of a listener's selectors after it, and no longer the transport. */
    private static boolean administers(Asked transport) {
        Object selectors = transport
                .method("getKernelThreadPoolConfig")
                .method("getPoolName")
                .object();
        return String.valueOf(selectors).startsWith(ADMINISTRATION)
                || String.valueOf(transport.method("getName").object()).startsWith(ADMINISTRATION);
    }

    private static List<Resource> threads(Asked transport, String connector) {
        Object pool = transport.method("getWorkerThreadPool").object();
        return pool == null ? List.of() : List.of(new RequestThreads(GrizzlyThreads.of(pool, connector)));
    }

    private static String version(ClassLoader loader) {
        try {
            return "Grizzly/"
                    + GrizzlyTypes.type(loader, "org.glassfish.grizzly.Grizzly")
                            .getMethod("getDotedVersion")
                            .invoke(null);
        } catch (ReflectiveOperationException | LinkageError e) {
            return "Grizzly";
        }
    }
}
