package dev.gatewayhealth.agent.tomcat;

import dev.gatewayhealth.agent.server.Copy;
import dev.gatewayhealth.agent.server.OpenListener;
import dev.gatewayhealth.agent.server.Reach;
import dev.gatewayhealth.contract.Listening;
import dev.gatewayhealth.resource.AcceptQueue;
import dev.gatewayhealth.resource.Connections;
import dev.gatewayhealth.resource.ListenerHealth;
import dev.gatewayhealth.resource.RequestThreads;
import dev.gatewayhealth.resource.Resource;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An {@code AbstractEndpoint} of Tomcat that has just bound its port. */
final class TomcatListener {

    private static final String NAME = "Tomcat";

    private TomcatListener() {}

    static OpenListener of(Object endpoint) {
        Copy tomcat = Copy.of(endpoint.getClass(), "org.apache.tomcat.");
        Listening listening = listening(endpoint);
        String connector =
                "connector " + (listening.unixPath() == null ? ":" + listening.port() : listening.unixPath());
        RequestThreads threads = new RequestThreads(new TomcatThreads(endpoint, connector));
        TomcatConnections connections = new TomcatConnections(endpoint, connector);
        List<Resource> resources = List.of(
                threads,
                new Connections(connections, listening),
                new AcceptQueue(connections, listening),
                new ListenerHealth(new TomcatGauge(endpoint, connector, listening)));
        String server = version(tomcat);
        TomcatLimits limits = new TomcatLimits(endpoint, server, listening, connector);
        return new OpenListener(server, listening, resources, limits, tomcat.loader(), new TomcatLeaving(endpoint));
    }

    private static Listening listening(Object endpoint) {
        Object path = nullable(endpoint, "getUnixDomainSocketPath");
        Object address = nullable(endpoint, "getAddress");
        int port = (int) Reach.method(endpoint.getClass(), "getLocalPort").number(endpoint);
        String host = address instanceof InetAddress bound ? bound.getHostAddress() : "0.0.0.0";
        return new Listening(host, Math.max(port, 0), path == null ? null : path.toString());
    }

    private static @Nullable Object nullable(Object endpoint, String getter) {
        Reach reach = Reach.method(endpoint.getClass(), getter);
        return reach.exists() ? reach.of(endpoint) : null;
    }

    /** By its number, for what it calls itself is up to who packs or hardens it ({@code server.info} in ServerInfo.properties). */
    private static String version(Copy tomcat) {
        try {
            Object said = tomcat.type("org.apache.catalina.util.ServerInfo")
                    .getMethod("getServerNumber")
                    .invoke(null);
            return named(String.valueOf(said));
        } catch (ReflectiveOperationException | LinkageError e) {
            return NAME;
        }
    }

    /** The first three parts of a number such as {@code 11.0.27.0}. */
    static String named(String number) {
        int end = 0;
        for (int part = 0; part < 3 && end >= 0; part++) {
            end = number.indexOf('.', end + 1);
        }
        String version = end < 0 ? number : number.substring(0, end);
        boolean isNumber = !version.isEmpty() && Character.isDigit(version.charAt(0));
        return isNumber ? NAME + '/' + version : NAME;
    }
}
