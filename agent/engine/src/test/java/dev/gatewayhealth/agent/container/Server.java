package dev.gatewayhealth.agent.container;

import java.lang.instrument.ClassFileTransformer;
import java.nio.file.Path;
import java.util.Map;

/** The servers the contract is held to. */
enum Server {
    TOMCAT_9("tomcat-9", "TomcatContainer", "javax/", ""),
    TOMCAT_10_1("tomcat-10.1", "TomcatContainer"),
    TOMCAT_11("tomcat-11", "TomcatContainer"),
    TOMCAT_11_NIO2("tomcat-11", "TomcatNio2Container"),
    UNDERTOW_2_3("undertow-2.3", "UndertowContainer"),
    REACTOR_NETTY_1_2("reactor-netty-1.2", "ReactorNettyContainer"),
    GRIZZLY_4_0("grizzly-4.0", "GrizzlyContainer"),
    VERTX_4_5("vertx-4.5", "VertxContainer"),
    VERTX_5_1("vertx-5.1", "VertxContainer"),
    JETTY_9_4("jetty-9.4", "JettyContainer", "javax/", "org/eclipse/jetty/"),
    JETTY_10("jetty-10", "JettyContainer", "javax/", "org/eclipse/jetty/"),
    JETTY_11("jetty-11", "JettyContainer", "jakarta/", "org/eclipse/jetty/"),
    JETTY_12_0("jetty-12.0", "JettyContainer", "jakarta/", "org/eclipse/jetty/ee10/"),
    JETTY_12_1("jetty-12.1", "JettyContainer"),
    /** Of the JDK the tests run on. */
    JDK_HTTP_SERVER("", "HttpServerContainer"),
    JDK_HTTP_SERVER_PATHS("", "HttpServerPathsContainer"),
    /** As products bring them along: all of it under a package prefix. */
    TOMCAT_11_MOVED("tomcat-11", "TomcatContainer"),
    JETTY_12_1_MOVED("jetty-12.1", "JettyContainer"),
    VERTX_5_1_MOVED("vertx-5.1", "VertxContainer"),
    /** Whose classes differ from those of their line's last version. */
    OLD_VERTX_4_0("vertx-4.0", "VertxContainer"),
    OLD_JETTY_12_0("jetty-12.0-early", "JettyContainer", "jakarta/", "org/eclipse/jetty/ee10/");

    private final String jars;
    private final String container;
    private final String servlet;
    private final String layer;

    Server(String jars, String container) {
        this(jars, container, "jakarta/", "org/eclipse/jetty/ee11/");
    }

    /** Whether it calls a thread of its pool to each request; else event loops do what the application does not give to others. */
    boolean servlets() {
        return !container.startsWith("Vertx") && !container.startsWith("ReactorNetty");
    }

    /**
     * @param servlet where that version has the servlet API
     * @param layer where that version of Jetty has its servlet container
     */
    Server(String jars, String container, String servlet, String layer) {
        this.jars = jars;
        this.container = container;
        this.servlet = servlet;
        this.layer = layer;
    }

    /** The server's classes in a loader of their own, the application's as if compiled against that version. */
    Container load(ClassFileTransformer weaver) {
        ServerLoader loader = name().endsWith("_MOVED")
                ? ServerLoader.moved(Path.of("target/servers", jars), weaver)
                : unmoved(weaver);
        try {
            return (Container) loader.loadClass(ServerLoader.APP + container)
                    .getConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    private ServerLoader unmoved(ClassFileTransformer weaver) {
        Map<String, String> packages = Map.of("jakarta/", servlet, "org/eclipse/jetty/ee11/", layer);
        return jars.isEmpty()
                ? ServerLoader.ofModule("jdk.httpserver", weaver)
                : ServerLoader.of(Path.of("target/servers", jars), weaver, packages);
    }
}
