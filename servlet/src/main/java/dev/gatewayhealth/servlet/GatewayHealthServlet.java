package dev.gatewayhealth.servlet;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Gives the endpoint's paths a place among the application's mappings: without one, a container may answer 404 before any filter runs
 * (Tomcat's {@code StandardContextValve} in an application that has no default servlet). The answer is the filter's.
 */
public final class GatewayHealthServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    /** For the container; it has no state. */
    public GatewayHealthServlet() {}

    /** Reached when nobody follows: the path is then one like any other that does not exist. */
    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.sendError(HttpServletResponse.SC_NOT_FOUND);
    }
}
