package dev.gatewayhealth.agent.tomcat;

import dev.gatewayhealth.agent.server.Asked;
import dev.gatewayhealth.audit.ListenerLimits;

/**
 * The largest body in parts that any servlet behind a connector accepts: {@code max-request-size} of its multipart configuration. Tomcat's
 * manager, which takes whole applications and comes with every Tomcat, says nothing of the service.
 */
final class Multipart {

    private static final String TOMCATS_OWN = "org.apache.catalina.";

    private long largest = Long.MIN_VALUE;
    private String servlet = "";

    private Multipart() {}

    static void in(Asked connector, ListenerLimits.Builder limits) {
        Multipart found = new Multipart();
        Asked engine = connector.method("getService").method("getContainer");
        for (Object host : engine.array("findChildren")) {
            for (Object context : new Asked(host).array("findChildren")) {
                for (Object wrapper : new Asked(context).array("findChildren")) {
                    found.look(new Asked(wrapper));
                }
            }
        }
        if (found.largest != Long.MIN_VALUE) {
            limits.multipartBytes(found.largest, "max-request-size of the servlet " + found.servlet);
        }
    }

    private void look(Asked wrapper) {
        Long size = wrapper.method("getMultipartConfigElement").number("getMaxRequestSize");
        if (size == null
                || String.valueOf(wrapper.method("getServletClass").object()).startsWith(TOMCATS_OWN)) {
            return;
        }
        long bytes = size < 0 ? ListenerLimits.NO_LIMIT : size;
        if (bytes > largest) {
            largest = bytes;
            servlet = String.valueOf(wrapper.method("getName").object());
        }
    }
}
