package dev.gatewayhealth.benchmarks.anchors;

import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** The smallest service on Jetty. */
public final class BareJetty {

    private BareJetty() {}

    /** Port and directory. */
    public static void main(String[] arguments) throws Exception {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        connector.setPort(Integer.parseInt(arguments[0]));
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        context.addServlet(Hello.class, "/*");
        String initializer = System.getProperty("bare.initializer");
        if (initializer != null) {
            context.addServletContainerInitializer(Class.forName(initializer)
                    .asSubclass(ServletContainerInitializer.class)
                    .getConstructor()
                    .newInstance());
        }
        server.setHandler(context);
        server.start();
        server.join();
    }

    /** Says it. */
    public static final class Hello extends HttpServlet {

        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter().print("hello");
        }
    }
}
