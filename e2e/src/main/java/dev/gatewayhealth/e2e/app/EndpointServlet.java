package dev.gatewayhealth.e2e.app;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The container's view of an endpoint. */
final class EndpointServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final transient Endpoint endpoint;

    EndpointServlet(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        endpoint.serve(request, response);
    }
}
