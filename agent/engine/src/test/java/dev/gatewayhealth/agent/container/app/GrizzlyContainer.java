package dev.gatewayhealth.agent.container.app;

import dev.gatewayhealth.agent.container.Container;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.grizzly.http.server.NetworkListener;
import org.glassfish.grizzly.servlet.WebappContext;

/** An embedded Grizzly with its servlet container. */
public final class GrizzlyContainer implements Container {

    private final HttpServer server = new HttpServer();

    @Override
    public int start() throws Exception {
        NetworkListener listener = new NetworkListener("contract", "127.0.0.1", 0);
        server.addListener(listener);
        WebappContext context = new WebappContext("contract", "");
        ContractApp.servlets().forEach((path, servlet) -> {
            ServletRegistration.Dynamic registration = context.addServlet(path, servlet);
            registration.addMapping(path);
            registration.setAsyncSupported(true);
        });
        // Grizzly gives what nobody serves to a servlet all the same.
        context.addServlet("nobody", new Nobody()).addMapping("/");
        context.deploy(server);
        server.start();
        return listener.getPort();
    }

    @Override
    public void stop() {
        server.shutdownNow();
    }

    private static final class Nobody extends HttpServlet {

        private static final long serialVersionUID = 1L;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }
}
