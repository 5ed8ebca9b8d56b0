package dev.gatewayhealth.agent.httpserver;

import dev.gatewayhealth.agent.server.Asked;
import dev.gatewayhealth.agent.server.OpenListener;
import dev.gatewayhealth.audit.LimitSource;
import dev.gatewayhealth.audit.ListenerLimits;
import dev.gatewayhealth.contract.Listening;
import dev.gatewayhealth.resource.RequestThreads;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * A {@code ServerImpl} that is about to accept. Its limits are system properties, which its own classes have read.
 *
 * @param server of type {@code ServerImpl}
 */
record HttpServerListener(Object server, String name, Listening listening) implements LimitSource {

    static OpenListener of(Object server) {
        InetSocketAddress bound =
                (InetSocketAddress) new Asked(server).method("getAddress").object();
        if (bound == null) {
            throw new IllegalStateException("an HttpServer without an address");
        }
        Listening listening = new Listening(bound.getAddress().getHostAddress(), bound.getPort(), null);
        String name = "JDK HttpServer/" + Runtime.version().feature() + "."
                + Runtime.version().interim() + "." + Runtime.version().update();
        HttpServerListener its = new HttpServerListener(server, name, listening);
        RequestThreads threads = new RequestThreads(new HttpServerThreads(server, "server :" + bound.getPort()));
        return new OpenListener(
                name, listening, List.of(threads), its, server.getClass().getClassLoader());
    }

    @Override
    public ListenerLimits limits() {
        ListenerLimits.Builder limits = ListenerLimits.of(name, listening);
        Object idle = new Asked(server).field("IDLE_INTERVAL").object();
        if (idle instanceof Number millis) {
            limits.idleTimeout(millis.longValue(), "system property sun.net.httpserver.idleInterval");
        }
        if (new Asked(server).field("https").object() instanceof Boolean tls) {
            limits.tls(tls, tls ? "HttpsServer" : "HttpServer");
        }
        return limits.build();
    }
}
