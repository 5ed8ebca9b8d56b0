package dev.gatewayhealth.agent.container;

import java.lang.instrument.ClassFileTransformer;
import java.nio.file.Path;

/** The servers the contract is held to. */
enum Server {
    TOMCAT_10_1("tomcat-10.1", "TomcatContainer"),
    TOMCAT_11("tomcat-11", "TomcatContainer"),
    TOMCAT_11_NIO2("tomcat-11", "TomcatNio2Container"),
    UNDERTOW_2_3("undertow-2.3", "UndertowContainer");

    private final String jars;
    private final String container;

    Server(String jars, String container) {
        this.jars = jars;
        this.container = container;
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
