package dev.gatewayhealth.e2e.rig;

import java.util.stream.Stream;

/** The servers for what must hold on each. */
public final class Hosts {

    private Hosts() {}

    /** The newest Tomcat; where everything is run, every Tomcat, Jetty and Undertow. */
    public static Stream<Host> every() {
        return Stream.concat(Tomcat.newest(), others());
    }

    /** Both embedded Tomcats, for what differs between them; where everything is run, all that {@link #every} has. */
    public static Stream<Host> versions() {
        return Stream.concat(Tomcat.every(), others());
    }

    /** All that {@link #every} has and, where everything is run, the servers that can do no more than answer. */
    public static Stream<Host> answering() {
        return Stream.concat(every(), Tomcat.everyOne() ? Stream.of(Bare.values()) : Stream.empty());
    }

    private static Stream<Host> others() {
        return Tomcat.everyOne() ? Stream.of(Embedded.JETTY_12_1, Embedded.UNDERTOW_2_3) : Stream.empty();
    }
}
