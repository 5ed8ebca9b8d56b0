package dev.gatewayhealth.spring;

import dev.gatewayhealth.exchange.Exchange;
import dev.gatewayhealth.exchange.Exchanges;
import dev.gatewayhealth.exchange.RequestStart;
import dev.gatewayhealth.library.Answer;
import dev.gatewayhealth.library.HealthSource;
import dev.gatewayhealth.library.Question;
import dev.gatewayhealth.library.SharedMonitor;
import java.net.InetSocketAddress;
import java.util.List;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;

/**
 * Follows the requests of a service without servlets and answers its health endpoint, before Spring Security's filter. An agent in the JVM
 * follows them at the server itself; then it lets them pass.
 */
final class GatewayHealthWebFilter implements WebFilter, Ordered {

    private final ServiceHealth health;
    private final String path;

    GatewayHealthWebFilter(ServiceHealth health, String path) {
        this.health = health;
        this.path = path;
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        String asked = exchange.getRequest().getPath().pathWithinApplication().value();
        HealthSource source = health.source();
        if (source instanceof SharedMonitor own && own.leaving()) {
            exchange.getResponse().getHeaders().set(HttpHeaders.CONNECTION, "close");
        }
        if (source != null && asked.startsWith(path)) {
            Answer answer = source.answer(question(exchange.getRequest(), asked));
            if (answer != null) {
                return send(answer, exchange.getResponse());
            }
        }
        return source instanceof SharedMonitor own ? follow(own.exchanges(), exchange, chain) : chain.filter(exchange);
    }

    private static Mono<Void> follow(Exchanges exchanges, ServerWebExchange exchange, WebFilterChain chain) {
        ReactiveExchange followed = new ReactiveExchange(exchange.getRequest());
        Exchange begun = exchanges.begin(System.nanoTime(), ReactiveView.ONLY, followed, followed);
        if (begun == null) {
            return chain.filter(exchange);
        }
        followed.follows(begun);
        if (exchanges.curious()) {
            exchanges.waited(begun, RequestStart.waitedNanos(ReactiveView.ONLY, followed, System.currentTimeMillis()));
            // Spring may have taken out what would show more.
            exchanges.traffic().came();
        }
        ServerWebExchange seen = exchange.mutate()
                .response(new ReactiveResponse(exchange.getResponse(), followed))
                .build();
        return new Followed(chain.filter(seen), followed);
    }

    private static Question question(ServerHttpRequest request, String path) {
        HttpHeaders headers = request.getHeaders();
        InetSocketAddress remote = request.getRemoteAddress();
        return new Question(
                request.getMethod().name(),
                request.getURI().getRawPath(),
                path,
                headers.getFirst("Accept"),
                headers.getFirst("Authorization"),
                headers.getFirst("User-Agent"),
                remote == null ? "" : host(remote),
                headers.getFirst("X-Forwarded-For"));
    }

    private static String host(InetSocketAddress remote) {
        return remote.getAddress() == null
                ? remote.getHostString()
                : remote.getAddress().getHostAddress();
    }

    private static Mono<Void> send(Answer answer, ServerHttpResponse response) {
        response.setStatusCode(HttpStatusCode.valueOf(answer.status()));
        List<String> headers = answer.headers();
        for (int i = 0; i < headers.size(); i += 2) {
            response.getHeaders().set(headers.get(i), headers.get(i + 1));
        }
        byte[] body = answer.body();
        return body.length == 0
                ? response.setComplete()
                : response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
    }

    /** The rest of the chain: the calling thread works on it until subscribing returns, and it is over with the last signal. */
    private static final class Followed extends Mono<Void> {

        private final Mono<Void> rest;
        private final ReactiveExchange exchange;

        Followed(Mono<Void> rest, ReactiveExchange exchange) {
            this.rest = rest;
            this.exchange = exchange;
        }

        @Override
        public void subscribe(CoreSubscriber<? super Void> actual) {
            rest.doFinally(signal -> exchange.end(signal == SignalType.CANCEL)).subscribe(actual);
            exchange.left();
        }
    }
}
