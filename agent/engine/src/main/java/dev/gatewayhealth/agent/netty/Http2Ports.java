package dev.gatewayhealth.agent.netty;

import dev.gatewayhealth.agent.server.Asked;
import dev.gatewayhealth.report.Report;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The ports on which HTTP/2 was spoken, gRPC included. Its requests are not followed, and the report says so, once for each port. */
final class Http2Ports {

    /** Written by event loops, as connections begin. */
    private static final Set<Integer> HEARD = ConcurrentHashMap.newKeySet();

    private Http2Ports() {}

    /**
     * A handler of HTTP/2 was added to a connection.
     *
     * @param context the handler's
     * @return what to say of the port; null for a client's connection, and if it was said before
     */
    static Report.@Nullable Hook heard(Object context) {
        Asked its = new Asked(context);
        Object handler = its.method("handler").object();
        Object server =
                new Asked(handler).method("connection").method("isServer").object();
        Object local = its.method("channel").method("localAddress").object();
        return handler != null
                        && Boolean.TRUE.equals(server)
                        && local instanceof InetSocketAddress address
                        && HEARD.add(address.getPort())
                ? row(context.getClass(), address.getPort())
                : null;
    }

    private static Report.Hook row(Class<?> context, int port) {
        return new Report.Hook(
                NettyListener.server(context), "HTTP/2 on port " + port, "not-counted: not followed on Netty");
    }
}
