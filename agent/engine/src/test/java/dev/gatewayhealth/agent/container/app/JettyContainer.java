package dev.gatewayhealth.agent.container.app;

import dev.gatewayhealth.agent.container.Container;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.gzip.GzipHandler;

/** An embedded Jetty; what of it is named here is the same in all versions, but for the packages. */
public final class JettyContainer implements Container {

    private Server server;

    /** As in a service of its own, the thread that starts it finds what it looks for, here the encoders of header fields. */
    @Override
    public int start() throws Exception {
        Thread current = Thread.currentThread();
        ClassLoader tests = current.getContextClassLoader();
        current.setContextClassLoader(JettyContainer.class.getClassLoader());
        try {
            return startHere();
        } finally {
            current.setContextClassLoader(tests);
        }
    }

    private int startHere() throws Exception {
        server = new Server();
        HttpConfiguration http = new HttpConfiguration();
        ServerConnector connector = new ServerConnector(
                server,
                new ConnectionFactory[] {new HttpConnectionFactory(http), new HTTP2CServerConnectionFactory(http)});
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler();
        context.setContextPath("/");
        ContractApp.servlets().forEach((path, servlet) -> {
            ServletHolder holder = new ServletHolder(path.equals("/talk") ? new JettyTalk() : servlet);
            holder.setAsyncSupported(true);
            context.addServlet(holder, path);
        });
        server.setHandler(compressed(context));
        server.start();
        return connector.getLocalPort();
    }

    /** For those who accept it; 12.1 has another way to it besides, which the others have not. */
    @SuppressWarnings("removal")
    private static Handler compressed(Handler handler) {
        GzipHandler compressing = new GzipHandler();
        compressing.setMinGzipSize(1);
        compressing.setHandler(handler);
        return compressing;
    }

    @Override
    public void stop() throws Exception {
        server.stop();
    }
}
