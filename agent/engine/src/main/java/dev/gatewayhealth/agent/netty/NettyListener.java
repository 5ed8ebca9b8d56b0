package dev.gatewayhealth.agent.netty;

import dev.gatewayhealth.agent.server.Asked;
import dev.gatewayhealth.agent.server.Copy;
import dev.gatewayhealth.agent.server.OpenListener;
import dev.gatewayhealth.audit.LimitSource;
import dev.gatewayhealth.audit.ListenerLimits;
import dev.gatewayhealth.contract.Listening;
import dev.gatewayhealth.resource.AcceptQueue;
import dev.gatewayhealth.resource.Connections;
import dev.gatewayhealth.resource.ListenerHealth;
import dev.gatewayhealth.resource.RequestThreads;
import dev.gatewayhealth.resource.Resource;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A channel that has been bound, as a listener; what it tolerates is in its handlers, of which only the backlog is known. */
final class NettyListener implements LimitSource {

    private final Object channel;
    private final String server;
    private final Listening listening;

    private NettyListener(Object channel, String server, Listening listening) {
        this.channel = channel;
        this.server = server;
        this.listening = listening;
    }

    /** Null for a client's channel, and where there is no HTTP codec that could serve what is accepted. */
    static @Nullable OpenListener of(Object channel) {
        Class<?> netty = netty(channel.getClass());
        Copy copy = Copy.of(netty, "io.netty.");
        Object bound = new Asked(channel).method("localAddress").object();
        Listening listening = bound == null ? null : listening(bound);
        if (listening == null || !accepts(channel, copy)) {
            return null;
        }
        String server = server(netty);
        NettyListener limits = new NettyListener(channel, server, listening);
        return new OpenListener(server, listening, resources(channel, listening), limits, copy.loader());
    }

    /** What a Netty is called that has that class. */
    static String server(Class<?> netty) {
        String version = netty.getPackage().getImplementationVersion();
        return version == null ? "Netty" : "Netty/" + version;
    }

    private static List<Resource> resources(Object channel, Listening listening) {
        EventLoops loops = new EventLoops(listening);
        NettyGauge gauge = new NettyGauge(channel, loops.connector(), listening);
        return List.of(
                new RequestThreads(loops),
                new Connections(gauge, listening),
                new AcceptQueue(gauge, listening),
                new ListenerHealth(gauge));
    }

    private static @Nullable Listening listening(Object bound) {
        if (bound instanceof InetSocketAddress address) {
            return new Listening(address.getAddress().getHostAddress(), address.getPort(), null);
        }
        String path = UnixPath.of(bound);
        return path == null ? null : Listening.unix(path);
    }

    private static boolean accepts(Object channel, Copy netty) {
        try {
            netty.type("io.netty.handler.codec.http.HttpRequestDecoder");
            return netty.type("io.netty.channel.ServerChannel").isInstance(channel);
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /** A transport may come from elsewhere than Netty's core. */
    private static Class<?> netty(Class<?> channel) {
        Class<?> its = Copy.named(channel, "io.netty.channel.AbstractChannel");
        return its == null ? channel : its;
    }

    @Override
    public ListenerLimits limits() {
        ListenerLimits.Builder limits = ListenerLimits.of(server, listening);
        Long backlog = new Asked(channel).method("config").number("getBacklog");
        if (backlog != null) {
            limits.backlog(backlog, "SO_BACKLOG of the channel " + channel);
        }
        return limits.build();
    }
}
