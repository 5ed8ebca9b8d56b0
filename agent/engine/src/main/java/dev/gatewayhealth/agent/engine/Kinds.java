package dev.gatewayhealth.agent.engine;

import dev.gatewayhealth.agent.grizzly.Grizzly;
import dev.gatewayhealth.agent.grizzly.GrizzlyPoints;
import dev.gatewayhealth.agent.helidon.Helidon;
import dev.gatewayhealth.agent.helidon.HelidonPoints;
import dev.gatewayhealth.agent.httpserver.HttpServerPoints;
import dev.gatewayhealth.agent.httpserver.JdkHttpServer;
import dev.gatewayhealth.agent.jetty.Jetty;
import dev.gatewayhealth.agent.jetty.JettyPoints;
import dev.gatewayhealth.agent.liberty.Liberty;
import dev.gatewayhealth.agent.liberty.LibertyPoints;
import dev.gatewayhealth.agent.netty.Netty;
import dev.gatewayhealth.agent.netty.NettyPoints;
import dev.gatewayhealth.agent.server.ServerKind;
import dev.gatewayhealth.agent.servlet.ServletPoints;
import dev.gatewayhealth.agent.tomcat.Tomcat;
import dev.gatewayhealth.agent.tomcat.TomcatPoints;
import dev.gatewayhealth.agent.undertow.Undertow;
import dev.gatewayhealth.agent.undertow.UndertowPoints;
import dev.gatewayhealth.agent.weave.Family;
import dev.gatewayhealth.agent.weave.Instrumented;
import dev.gatewayhealth.agent.weave.Namesakes;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
    private static final int SERVLET = 6;
    private static final int LIBERTY = 7;
    private static final int HELIDON = 8;

    private static final String JDK = "JDK HttpServer";
    private static final String SERVLETS = "Servlet";

    static List<Kinds> all() {
        return List.of(
                new Kinds(
                        TOMCAT,
                        "Tomcat",
                        List.of("org/apache/coyote/", "org/apache/tomcat/util/net/", "org/apache/catalina/connector/")),
                new Kinds(
                        UNDERTOW,
                        "Undertow",
                        List.of(
                                "io/undertow/server/",
                                "io/undertow/Undertow",
                                "org/xnio/XnioWorker",
                                "org/xnio/nio/NioSocket")),
                new Kinds(
                        NETTY,
                        "Netty",
                        List.of("io/netty/util/DefaultAttributeMap", "io/netty/channel/", "io/netty/handler/codec/")),
                new Kinds(JETTY, "Jetty", List.of("org/eclipse/jetty/")),
                new Kinds(HTTP_SERVER, JDK, List.of("sun/net/httpserver/", "com/sun/net/httpserver/")),
                new Kinds(GRIZZLY, "Grizzly", List.of("org/glassfish/grizzly/")),
                new Kinds(
                        SERVLET,
                        SERVLETS,
                        List.of("jakarta/servlet/http/HttpServlet", "javax/servlet/http/HttpServlet")),
                new Kinds(LIBERTY, "Liberty", List.of("com/ibm/ws/http/", "com/ibm/ws/tcpchannel/")),
                new Kinds(
                        HELIDON,
                        "Helidon",
                        List.of(
                                "io/helidon/webserver/",
                                "io/helidon/common/buffers/DataReader",
                                "io/helidon/common/socket/SocketWriter")));
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
            case SERVLET -> ServletPoints.all();
            case LIBERTY -> LibertyPoints.all();
            case HELIDON -> HelidonPoints.all();
            default -> HttpServerPoints.all();
        };
    }

    /** GlassFish and its like have kept names of the Tomcat they once came from, for classes that stand on Grizzly. */
    @Override
    public @Nullable Namesakes namesakes() {
        return number == TOMCAT ? new Namesakes("org/apache/catalina/connector/", "org/apache/coyote/") : null;
    }

    /** Whether agents use it for themselves, too: one that came before the weaver may be theirs. */
    static boolean servesAgents(int number) {
        return number == HTTP_SERVER;
    }

    /** Whether it is a server, and not what runs on servers of every kind. */
    static boolean opensPorts(int number) {
        return number != SERVLET;
    }

    /** The same by its name. */
    static boolean opensPorts(String name) {
        return !name.equals(SERVLETS);
    }

    /** Whether servlets that run beside such a server run on it: the JDK's own has none, and serves metrics beside many. */
    static boolean followsServlets(String name) {
        return !name.equals(JDK);
    }

    /** What the objects of that kind mean. */
    static ServerKind kind(int number) {
        return switch (number) {
            case TOMCAT -> new Tomcat();
            case UNDERTOW -> new Undertow();
            case NETTY -> new Netty();
            case JETTY -> new Jetty();
            case GRIZZLY -> new Grizzly();
            case LIBERTY -> new Liberty();
            case HELIDON -> new Helidon();
            default -> new JdkHttpServer();
        };
    }
}
