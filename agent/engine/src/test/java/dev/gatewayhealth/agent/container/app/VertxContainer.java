package dev.gatewayhealth.agent.container.app;

import dev.gatewayhealth.agent.container.Container;
import dev.gatewayhealth.agent.container.Gate;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** An embedded Vert.x, 4.5 or 5, over the JDK's channels. */
public final class VertxContainer implements Container {

    private final Vertx vertx = Vertx.vertx();

    @Override
    public int start() throws Exception {
        HttpServer server = vertx.createHttpServer(new HttpServerOptions().setHandle100ContinueAutomatically(true))
                .requestHandler(this::serve)
                .webSocketHandler(socket -> {});
        return server.listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get()
                .actualPort();
    }

    private void serve(HttpServerRequest request) {
        HttpServerResponse response = request.response();
        switch (request.path()) {
            case "/sync" -> response.end("done");
            case "/held" -> {
                Gate.pass();
                response.end("done");
            }
            case "/error" -> response.setStatusCode(500).end();
            case "/async" -> later(() -> response.end("done"));
            case "/expire" ->
                vertx.setTimer(100, timer -> response.setStatusCode(500).end());
            case "/stream" -> {
                response.setChunked(true)
                        .write("first")
                        .onSuccess(written -> later(() -> {
                            response.write("second");
                            response.end("last");
                        }));
            }
            case "/wrong" -> wrong(request.query(), request, response);
            case "/upload" -> request.bodyHandler(body -> response.end("" + body.length()));
            case "/flood" -> flood(response.setChunked(true));
            case "/hangup" -> request.connection().close();
            case "/client" -> ask(Integer.parseInt(request.query())).onSuccess(response::end);
            default -> response.setStatusCode(404).end();
        }
    }

    /** What is wrong with it, or only looks as if, the query says. */
    private static void wrong(String how, HttpServerRequest request, HttpServerResponse response) {
        switch (how) {
            case "short" -> response.putHeader("Content-Length", "100").end("part");
            case "torn" ->
                response.setChunked(true)
                        .write("part")
                        .onSuccess(written -> request.connection().close());
            case "unchanged" ->
                response.putHeader("Content-Length", "100").setStatusCode(304).end();
            case "empty" -> response.putHeader("Content-Length", "0").end();
            case "none" -> response.setStatusCode(204).end();
            default ->
                response.putHeader("X-Large", "l".repeat(Integer.parseInt(how.substring("large".length()))))
                        .end("done");
        }
    }

    /** Asks this server itself for {@code /sync}. */
    private Future<Buffer> ask(int port) {
        try {
            // What it returns is declared differently in 4.5.
            HttpClient client =
                    (HttpClient) Vertx.class.getMethod("createHttpClient").invoke(vertx);
            return client.request(HttpMethod.GET, port, "127.0.0.1", "/sync")
                    .compose(HttpClientRequest::send)
                    .compose(HttpClientResponse::body);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    private static void later(Runnable rest) {
        Thread application = new Thread(
                () -> {
                    Gate.pass();
                    rest.run();
                },
                "application");
        application.setDaemon(true);
        application.start();
    }

    /** Writes until somebody stops it. */
    private static void flood(HttpServerResponse response) {
        while (!response.writeQueueFull() && !response.closed()) {
            response.write(Buffer.buffer(new byte[1 << 16]));
        }
        response.drainHandler(drained -> flood(response));
    }

    @Override
    public void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get();
    }
}
