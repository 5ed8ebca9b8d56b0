package dev.gatewayhealth.agent.container.app;

import dev.gatewayhealth.agent.container.Container;
import dev.gatewayhealth.agent.container.Gate;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.DisposableServer;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.resources.LoopResources;

/** An embedded Reactor Netty, over epoll where that is there. */
public final class ReactorNettyContainer implements Container {

    private final LoopResources loops = LoopResources.create("contract");
    private DisposableServer server;

    @Override
    public int start() {
        server = HttpServer.create()
                .runOn(loops)
                .host("127.0.0.1")
                .port(0)
                .handle(ReactorNettyContainer::serve)
                .bindNow();
        return server.port();
    }

    private static Publisher<Void> serve(HttpServerRequest request, HttpServerResponse response) {
        return switch (request.uri().replaceFirst("\\?.*", "")) {
            case "/sync" -> response.sendString(Mono.just("done"));
            case "/held" -> {
                Gate.pass();
                yield response.sendString(Mono.just("done"));
            }
            case "/error" -> Mono.error(new IllegalStateException("on purpose"));
            case "/async" -> response.sendString(gate().thenReturn("done"));
            case "/expire" -> Mono.<Void>never().timeout(Duration.ofMillis(100));
            case "/stream" -> stream(response);
            case "/wrong" -> wrong(request.uri().split("[?]", -1)[1], response);
            case "/upload" ->
                response.sendString(request.receive().aggregate().asByteArray().map(body -> "" + body.length));
            case "/flood" ->
                response.sendByteArray(
                        Flux.range(0, 1 << 14).map(i -> new byte[1 << 16]).limitRate(8));
            case "/hangup" -> {
                request.withConnection(connection -> connection.dispose());
                yield Mono.never();
            }
            case "/client" ->
                response.sendString(HttpClient.create()
                        .get()
                        .uri("http://127.0.0.1:" + request.uri().split("[?]", -1)[1] + "/sync")
                        .responseContent()
                        .aggregate()
                        .asString());
            case "/websocket" ->
                response.sendWebsocket((in, out) -> out.sendString(in.receive().asString()));
            default -> response.sendNotFound();
        };
    }

    /** What is wrong with it, or only looks as if, the query says. */
    private static Publisher<Void> wrong(String how, HttpServerResponse response) {
        return switch (how) {
            case "short" -> response.header("Content-Length", "100").sendString(Mono.just("part"));
            case "torn" ->
                response.sendString(Flux.just("part").concatWith(Mono.error(new IllegalStateException("on purpose"))));
            case "unchanged" ->
                response.header("Content-Length", "100").status(304).send();
            case "empty" -> response.header("Content-Length", "0").send();
            case "none" -> response.status(204).send();
            default ->
                response.header("X-Large", "l".repeat(Integer.parseInt(how.substring("large".length()))))
                        .sendString(Mono.just("done"));
        };
    }

    private static Publisher<Void> stream(HttpServerResponse response) {
        Flux<String> rest = gate().thenMany(Flux.just("second", "last"));
        Flux<ByteBuf> parts =
                Flux.just("first").concatWith(rest).map(text -> Unpooled.copiedBuffer(text, StandardCharsets.UTF_8));
        return response.send(parts, part -> true);
    }

    /** Waits at the gate on a thread of the application's. */
    private static Mono<Void> gate() {
        return Mono.<Void>fromRunnable(Gate::pass).subscribeOn(Schedulers.boundedElastic());
    }

    @Override
    public void stop() {
        server.disposeNow();
        loops.disposeLater(Duration.ZERO, Duration.ofSeconds(1)).block();
    }
}
