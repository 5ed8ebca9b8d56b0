package dev.gatewayhealth.spring;

import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The response the application gets in the server's place, so that it is seen when bytes leave. */
final class ReactiveResponse extends ServerHttpResponseDecorator {

    private final ReactiveExchange exchange;

    ReactiveResponse(ServerHttpResponse response, ReactiveExchange exchange) {
        super(response);
        this.exchange = exchange;
        response.beforeCommit(() -> Mono.fromRunnable(exchange::committed));
    }

    /** One buffer stays one, which the server writes together with the header. */
    @Override
    public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
        return body instanceof Mono<? extends DataBuffer> one ? super.writeWith(one) : super.writeWith(followed(body));
    }

    @Override
    public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> body) {
        return super.writeAndFlushWith(Flux.from(body).map(this::followed));
    }

    private Flux<DataBuffer> followed(Publisher<? extends DataBuffer> body) {
        return Flux.<DataBuffer>from(body).doOnRequest(exchange::wants).doOnNext(buffer -> exchange.gave());
    }
}
