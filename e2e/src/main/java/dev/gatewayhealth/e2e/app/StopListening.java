package dev.gatewayhealth.e2e.app;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.Field;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;

/** Stops the connector the request came by, as a failure in it would; the process lives on. */
final class StopListening implements Endpoint {

    @Override
    public void serve(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
        Connector connector = connector(request);
        Thread stopping = new Thread(() -> stop(connector));
        stopping.setDaemon(true);
        stopping.start();
        response.getWriter().print("stopping");
    }

    private static Connector connector(HttpServletRequest facade) throws ServletException {
        try {
            Field request = facade.getClass().getDeclaredField("request");
            request.setAccessible(true);
            return ((Request) request.get(facade)).getConnector();
        } catch (ReflectiveOperationException e) {
            throw new ServletException(e);
        }
    }

    private static void stop(Connector connector) {
        try {
            connector.stop();
        } catch (LifecycleException e) {
            throw new IllegalStateException(e);
        }
    }
}
