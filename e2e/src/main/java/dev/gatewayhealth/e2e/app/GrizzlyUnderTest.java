package dev.gatewayhealth.e2e.app;

import java.io.IOException;
import java.util.Set;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.grizzly.http.server.NetworkListener;
import org.glassfish.grizzly.servlet.WebappContext;
import org.glassfish.grizzly.threadpool.ThreadPoolConfig;

/** The app under test on an embedded Grizzly with its servlet container; nothing in it knows the agent. */
final class GrizzlyUnderTest {

    private GrizzlyUnderTest() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        int threads = Integer.getInteger("app.threads", 200);
        NetworkListener listener = new NetworkListener("app", "127.0.0.1", Integer.getInteger("app.port"));
        listener.getTransport()
                .setWorkerThreadPoolConfig(ThreadPoolConfig.defaultConfig()
                        .setPoolName("app")
                        .setCorePoolSize(threads)
                        .setMaxPoolSize(threads));
        HttpServer server = new HttpServer();
        server.addListener(listener);
        WebappContext context = new WebappContext("app", "");
        new Endpoints().onStartup(Set.of(), context);
        context.deploy(server);
        server.start();
        // All of its threads are daemons.
        Thread.currentThread().join();
    }
}
