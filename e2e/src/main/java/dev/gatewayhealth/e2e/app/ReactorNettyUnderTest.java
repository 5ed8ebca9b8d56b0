package dev.gatewayhealth.e2e.app;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** The app under test on Reactor Netty, which no thread ever waits in; nothing in it knows the agent. */
final class ReactorNettyUnderTest {

    private ReactorNettyUnderTest() {}

    public static void main(String[] args) {
        HttpServer.create()
                .host("127.0.0.1")
                .port(Integer.getInteger("app.port"))
                .handle(ReactorNettyUnderTest::serve)
                .bindNow()
                .onDispose()
                .block();
    }

    private static Publisher<Void> serve(HttpServerRequest request, HttpServerResponse response) {
        Course course = Course.of(request.uri());
        return request.receive()
                .then(pause(course.delay()))
                .then(Mono.defer(() -> response.status(course.status())
                        .send(body(course), piece -> true)
                        .then()));
    }

    private static Flux<ByteBuf> body(Course course) {
        return Flux.range(0, course.pieces())
                .concatMap(i -> pause(i == 0 ? 0 : course.every())
                        .then(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(new byte[course.size()]))));
    }

    private static Mono<Void> pause(long ms) {
        return ms == 0 ? Mono.empty() : Mono.delay(Duration.ofMillis(ms)).then();
    }
}
