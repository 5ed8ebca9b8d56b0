package dev.gatewayhealth.agent.engine;

import dev.gatewayhealth.agent.jetty.Jetty;
import dev.gatewayhealth.agent.jetty.JettyPoints;
import dev.gatewayhealth.agent.server.ServerKind;
import dev.gatewayhealth.agent.tomcat.Tomcat;
import dev.gatewayhealth.agent.tomcat.TomcatPoints;
import dev.gatewayhealth.agent.undertow.Undertow;
import dev.gatewayhealth.agent.undertow.UndertowPoints;
import dev.gatewayhealth.agent.weave.Instrumented;
import java.util.List;

/** The kinds of servers the engine knows; woven code names them by their place in the list. */
final class Kinds {

    private static final int TOMCAT = 0;
    private static final int UNDERTOW = 1;
    private static final int JETTY = 2;

    private Kinds() {}

    /** What to weave; known before any server's class is. */
    static List<Instrumented> instrumented() {
        return List.of(TomcatPoints.all(TOMCAT), UndertowPoints.all(UNDERTOW), JettyPoints.all(JETTY));
    }

    /** What the numbers mean. */
    static ServerKind[] kinds() {
        return new ServerKind[] {new Tomcat(), new Undertow(), new Jetty()};
    }
}
