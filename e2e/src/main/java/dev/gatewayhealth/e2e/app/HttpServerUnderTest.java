package dev.gatewayhealth.e2e.app;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;

/** The app under test on the JDK's own server, with a pool of threads; nothing in it knows the agent. */
final class HttpServerUnderTest {

    private HttpServerUnderTest() {}

    public static void main(String[] args) throws IOException {
        InetSocketAddress address =
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.getInteger("app.port"));
        HttpServer server = HttpServer.create(address, 0);
        server.setExecutor(Executors.newFixedThreadPool(Integer.getInteger("app.threads", 200)));
        server.createContext("/", HttpServerUnderTest::serve);
        server.start();
    }

    private static void serve(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
        Course course = Course.of(exchange.getRequestURI().toString());
        Pause.of(course.delay());
        exchange.sendResponseHeaders(course.status(), 0);
        try (OutputStream body = exchange.getResponseBody()) {
            for (int i = 0; i < course.pieces(); i++) {
                body.write(new byte[course.size()]);
                body.flush();
                Pause.of(course.every());
            }
        }
    }
}
