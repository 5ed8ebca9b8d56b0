package dev.gatewayhealth.agent.container;

import java.lang.instrument.ClassFileTransformer;
import java.nio.file.Path;

/** The servers the contract is held to. */
enum Server {
    TOMCAT_10_1("tomcat-10.1", "TomcatContainer"),
    TOMCAT_11("tomcat-11", "TomcatContainer"),
    TOMCAT_11_NIO2("tomcat-11", "TomcatNio2Container"),
    UNDERTOW_2_3("undertow-2.3", "UndertowContainer"),
    REACTOR_NETTY_1_2("reactor-netty-1.2", "ReactorNettyContainer"),
    VERTX_4_5("vertx-4.5", "VertxContainer"),
    VERTX_5_1("vertx-5.1", "VertxContainer");

    private final String jars;
    private final String container;

    Server(String jars, String container) {
        this.jars = jars;
        this.container = container;
    }

    /** Whether it calls a thread of its pool to each request; else event loops do what the application does not give to others. */
    boolean servlets() {
        return !container.startsWith("Vertx") && !container.startsWith("ReactorNetty");
    }

    /** The server's classes in a loader of their own. */
    Container load(ClassFileTransformer weaver) {
        ServerLoader loader = ServerLoader.of(Path.of("target/servers", jars), weaver);
        try {
            return (Container) loader.loadClass(ServerLoader.APP + container)
                    .getConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }
}
