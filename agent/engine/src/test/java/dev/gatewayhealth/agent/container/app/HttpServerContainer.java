package dev.gatewayhealth.agent.container.app;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gatewayhealth.agent.container.Container;
import dev.gatewayhealth.agent.container.Gate;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The JDK's own server, with a pool of threads and a filter. */
public class HttpServerContainer implements Container {

    private final ExecutorService threads = Executors.newFixedThreadPool(8);
    private HttpServer server;

    @Override
    public int start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        for (String path : paths()) {
            server.createContext(path, HttpServerContainer::serve).getFilters().add(new Passing());
        }
        server.start();
        return server.getAddress().getPort();
    }

    /** What it has contexts for. */
    List<String> paths() {
        return List.of("/");
    }

    private static void serve(HttpExchange exchange) throws IOException {
        switch (exchange.getRequestURI().getPath()) {
            case "/sync" -> answer(exchange, 200, "done");
            case "/held" -> {
                Gate.pass();
                answer(exchange, 200, "done");
            }
            case "/error" -> answer(exchange, 500, "on purpose");
            case "/async" -> later(exchange, 200, Gate::pass);
            case "/expire" ->
                CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS)
                        .execute(() -> later(exchange, 500, () -> {}));
            case "/stream" -> stream(exchange);
            case "/upload" ->
                answer(exchange, 200, "" + exchange.getRequestBody().readAllBytes().length);
            case "/flood" -> flood(exchange);
            case "/wrong" -> wrong(exchange, exchange.getRequestURI().getQuery());
            case "/thrown" -> throw new IllegalStateException("on purpose");
            default -> answer(exchange, 404, "nothing");
        }
    }

    /** What is wrong with it, or only looks as if, the query says. */
    private static void wrong(HttpExchange exchange, String how) throws IOException {
        switch (how) {
            case "short", "torn" -> {
                exchange.sendResponseHeaders(200, how.equals("short") ? 100 : 0);
                exchange.getResponseBody().write("part".getBytes(StandardCharsets.UTF_8));
                exchange.getResponseBody().flush();
                if (how.equals("torn")) {
                    throw new IllegalStateException("on purpose");
                }
                exchange.close();
            }
            case "unchanged" -> {
                exchange.sendResponseHeaders(304, -1);
                exchange.close();
            }
            case "empty" -> answer(exchange, 200, "");
            case "none" -> {
                exchange.sendResponseHeaders(204, -1);
                exchange.close();
            }
            default -> {
                int size = Integer.parseInt(how.substring("large".length()));
                exchange.getResponseHeaders().set("X-Large", "l".repeat(size));
                answer(exchange, 200, "done");
            }
        }
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static void later(HttpExchange exchange, int status, Runnable before) {
        Thread application = new Thread(
                () -> {
                    before.run();
                    try {
                        answer(exchange, status, "done");
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                },
                "application");
        application.setDaemon(true);
        application.start();
    }

    private static void stream(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write("first".getBytes(StandardCharsets.UTF_8));
            out.flush();
            Gate.pass();
            out.write("second".getBytes(StandardCharsets.UTF_8));
            out.flush();
            out.write("last".getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Writes until somebody stops it. */
    private static void flood(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        byte[] much = new byte[1 << 16];
        for (int i = 0; i < 1 << 14; i++) {
            exchange.getResponseBody().write(much);
        }
    }

    @Override
    public void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static final class Passing extends Filter {

        @Override
        public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
            chain.doFilter(exchange);
        }

        @Override
        public String description() {
            return "passes everything on";
        }
    }
}
