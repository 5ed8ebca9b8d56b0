package dev.gatewayhealth.servlet;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.MappingMatch;

/**
 * Tomcat's own servlet for files, which gives a large file to the kernel to send unless its response is wrapped
 * ({@code DefaultServlet.checkSendfile} compares the class); so what may go there is not.
 */
final class TomcatFiles {

    static final TomcatFiles NONE = new TomcatFiles(false);

    private static final String SERVLET = "org.apache.catalina.servlets.DefaultServlet";

    private final boolean served;

    private TomcatFiles(boolean served) {
        this.served = served;
    }

    static TomcatFiles in(ServletContext context) {
        for (ServletRegistration each : context.getServletRegistrations().values()) {
            if (SERVLET.equals(each.getClassName())) {
                return new TomcatFiles(true);
            }
        }
        return NONE;
    }

    /** Whether the request ends at the servlet of all that nobody else serves, and that may be this one. */
    boolean send(HttpServletRequest request) {
        return served && request.getHttpServletMapping().getMappingMatch() == MappingMatch.DEFAULT;
    }
}
