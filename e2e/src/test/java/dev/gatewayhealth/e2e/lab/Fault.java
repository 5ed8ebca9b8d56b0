package dev.gatewayhealth.e2e.lab;

import dev.gatewayhealth.e2e.rig.Answer;
import dev.gatewayhealth.e2e.rig.Host;
import dev.gatewayhealth.e2e.rig.Rig;
import dev.gatewayhealth.e2e.rig.ServiceUnderTest;
import dev.gatewayhealth.e2e.rig.Tomcat;

/** One way to fail behind nginx: how it is brought about, what comes of it, and what cures it. */
interface Fault {

    /** What goes wrong, as the page's row begins. */
    String what();

    /** What nginx makes of it, and what is found. */
    Expected expected();

    /** The status that the finding says nginx answers with, where it says one. */
    default int foretold() {
        return expected().status();
    }

    /** The server it happens on. */
    default Host host() {
        return Tomcat.EMBEDDED_11;
    }

    /** What nginx's location for everything has beside {@code proxy_pass}. */
    default String location() {
        return "";
    }

    /** What the upstream block has; {@code $service} is the service's port. */
    default String upstream() {
        return "server 127.0.0.1:$service; keepalive 16;";
    }

    /** What else is special about nginx. */
    default void nginx(Rig.Builder rig) {}

    /** What is special about the service. */
    default void service(ServiceUnderTest.Recipe recipe) {}

    /** Lets it happen; returns what the first client got for whom it was too late. */
    Answer happen(Rig rig);

    /** What makes it go away. */
    Cure cure();
}
