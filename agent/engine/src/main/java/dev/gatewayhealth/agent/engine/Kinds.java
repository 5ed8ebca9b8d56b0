package dev.gatewayhealth.agent.engine;

import dev.gatewayhealth.agent.grizzly.Grizzly;
import dev.gatewayhealth.agent.grizzly.GrizzlyPoints;
import dev.gatewayhealth.agent.httpserver.HttpServerPoints;
import dev.gatewayhealth.agent.httpserver.JdkHttpServer;
import dev.gatewayhealth.agent.jetty.Jetty;
import dev.gatewayhealth.agent.jetty.JettyPoints;
import dev.gatewayhealth.agent.netty.Netty;
import dev.gatewayhealth.agent.netty.NettyPoints;
import dev.gatewayhealth.agent.server.ServerKind;
import dev.gatewayhealth.agent.tomcat.Tomcat;
import dev.gatewayhealth.agent.tomcat.TomcatPoints;
import dev.gatewayhealth.agent.undertow.Undertow;
import dev.gatewayhealth.agent.undertow.UndertowPoints;
import dev.gatewayhealth.agent.weave.Family;
import dev.gatewayhealth.agent.weave.Instrumented;
import java.util.List;

/**
 * The kinds of servers the engine knows, each by its place in the list.
 *
 * <p>Every service pays for every kind at its start, so nothing but what is written here is touched of one before a class of it is seen.
 */
record Kinds(int number, String name, List<String> beginnings) implements Family {

    private static final int TOMCAT = 0;
    private static final int UNDERTOW = 1;
    private static final int NETTY = 2;
    private static final int JETTY = 3;
    private static final int HTTP_SERVER = 4;
    private static final int GRIZZLY = 5;

    static List<Kinds> all() {
        return List.of(
                new Kinds(
                        TOMCAT,
                        "Tomcat",
                        List.of("org/apache/coyote/", "org/apache/tomcat/util/net/", "org/apache/catalina/connector/")),
                new Kinds(
                        UNDERTOW,
                        "Undertow",
                        List.of("io/undertow/server/", "io/undertow/Undertow", "org/xnio/XnioWorker")),
                new Kinds(
                        NETTY,
                        "Netty",
                        List.of("io/netty/util/DefaultAttributeMap", "io/netty/channel/", "io/netty/handler/codec/")),
                new Kinds(JETTY, "Jetty", List.of("org/eclipse/jetty/")),
                new Kinds(HTTP_SERVER, "JDK HttpServer", List.of("sun/net/httpserver/", "com/sun/net/httpserver/")),
                new Kinds(GRIZZLY, "Grizzly", List.of("org/glassfish/grizzly/")));
    }

    /** What to weave of it. */
    @Override
    public Instrumented instrumented() {
        return switch (number) {
            case TOMCAT -> TomcatPoints.all();
            case UNDERTOW -> UndertowPoints.all();
            case NETTY -> NettyPoints.all();
            case JETTY -> JettyPoints.all();
            case GRIZZLY -> GrizzlyPoints.all();
            default -> HttpServerPoints.all();
        };
    }

    /** Whether agents use it for themselves, too: one that came before the weaver may be theirs. */
    static boolean servesAgents(int number) {
        return number == HTTP_SERVER;
    }

    /** What the objects of that kind mean. */
    static ServerKind kind(int number) {
        return switch (number) {
            case TOMCAT -> new Tomcat();
            case UNDERTOW -> new Undertow();
            case NETTY -> new Netty();
            case JETTY -> new Jetty();
            case GRIZZLY -> new Grizzly();
            default -> new JdkHttpServer();
        };
    }
}
