package dev.gatewayhealth.e2e.app;

import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ThreadPool;
import org.eclipse.jetty.util.thread.VirtualThreadPool;

/** The app under test on an embedded Jetty, with HTTP/1.1 and h2c on one loopback port; nothing in it knows the agent. */
final class JettyUnderTest {

    private JettyUnderTest() {}

    public static void main(String[] args) throws Exception {
        Server server = new Server(threads(Integer.getInteger("app.threads", 200)));
        HttpConfiguration http = new HttpConfiguration();
        ServerConnector connector =
                new ServerConnector(server, new HttpConnectionFactory(http), new HTTP2CServerConnectionFactory(http));
        connector.setHost("127.0.0.1");
        connector.setPort(Integer.getInteger("app.port"));
        connector.setIdleTimeout(Integer.getInteger("app.keepAliveTimeout", 30_000));
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        context.addServletContainerInitializer(new Endpoints());
        server.setHandler(context);
        server.start();
        server.join();
    }

    private static ThreadPool threads(int most) {
        return VirtualThreads.wanted() ? new VirtualThreadPool(most) : new QueuedThreadPool(most);
    }
}
