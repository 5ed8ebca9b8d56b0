package dev.gatewayhealth.spring;

import dev.gatewayhealth.exchange.Exchange;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * One request of a service without servlets while it is followed. The exchange is forgotten when it ends, so that what comes afterwards
 * marks nobody else's. Signals come one after the other, on whatever threads.
 */
final class ReactiveExchange {

    private final ServerHttpRequest request;
    private volatile @Nullable Exchange exchange;
    private long generation;

    /** How many buffers the connection asked for and has not got. */
    private long wanted;

    ReactiveExchange(ServerHttpRequest request) {
        this.request = request;
    }

    void follows(Exchange begun) {
        generation = begun.generation();
        exchange = begun;
    }

    ServerHttpRequest request() {
        return request;
    }

    /** The thread that brought the request is free again. */
    void left() {
        Exchange its = exchange;
        if (its != null) {
            its.offThread();
        }
    }

    void committed() {
        Exchange its = exchange;
        if (its != null) {
            its.committed(0);
        }
    }

    /** The connection takes so many more buffers: what it had is on its way. */
    void wants(long buffers) {
        long sum = wanted + buffers;
        wanted = sum < 0 ? Long.MAX_VALUE : sum;
        Exchange its = exchange;
        if (its != null) {
            its.wrote();
        }
    }

    /** A buffer was handed to the connection; while it asks for no more, it is the gateway that does not read. */
    void gave() {
        wanted--;
        Exchange its = exchange;
        if (its == null) {
            return;
        }
        if (wanted > 0) {
            its.wrote();
        } else {
            its.writing();
        }
    }

    /** It is over; the second call and those after it do nothing. */
    void end(boolean peerGone) {
        Exchange its = exchange;
        if (its != null) {
            exchange = null;
            if (peerGone) {
                its.broken(false);
            }
            its.end(generation);
        }
    }
}
