package dev.gatewayhealth.agent.container.app;

/** An embedded Tomcat whose connector uses asynchronous channels. */
public final class TomcatNio2Container extends TomcatContainer {

    public TomcatNio2Container() {
        super("org.apache.coyote.http11.Http11Nio2Protocol");
    }
}
