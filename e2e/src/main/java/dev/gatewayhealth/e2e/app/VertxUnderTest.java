package dev.gatewayhealth.e2e.app;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** The app under test on Vert.x, which no thread ever waits in; nothing in it knows the agent. */
final class VertxUnderTest {

    private final Vertx vertx = Vertx.vertx();

    private VertxUnderTest() {}

    public static void main(String[] args) {
        VertxUnderTest app = new VertxUnderTest();
        app.vertx
                .createHttpServer()
                .requestHandler(app::serve)
                .listen(Integer.getInteger("app.port"), "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private void serve(HttpServerRequest request) {
        Course course = Course.of(request.uri());
        HttpServerResponse response =
                request.response().setStatusCode(course.status()).setChunked(true);
        var unused =
                request.body().onSuccess(body -> after(course.delay(), () -> write(response, course, course.pieces())));
    }

    private void write(HttpServerResponse response, Course course, int left) {
        if (left == 0) {
            var unused = response.end();
            return;
        }
        var unused = response.write(Buffer.buffer(new byte[course.size()]))
                .onSuccess(written -> after(course.every(), () -> write(response, course, left - 1)));
    }

    private void after(long ms, Runnable rest) {
        if (ms == 0) {
            vertx.runOnContext(none -> rest.run());
        } else {
            vertx.setTimer(ms, timer -> rest.run());
        }
    }
}
