package dev.gatewayhealth.agent.netty;

import dev.gatewayhealth.agent.server.Poll;
import dev.gatewayhealth.exchange.Connection;
import dev.gatewayhealth.report.HealthResponse;
import org.jspecify.annotations.Nullable;

/** Answers the requests of one connection that ask for the endpoint, below its application. */
final class EndpointAnswer {

    private final NettyTypes types;
    private final Poll poll;

    EndpointAnswer(NettyTypes types, Poll poll) {
        this.types = types;
        this.poll = poll;
    }

    /** Whether this instance leaves. */
    boolean leaving() {
        return poll.leaving();
    }

    /** The answer to that request, null if it is the application's. */
    @Nullable
    HealthResponse of(Object request, Object channel) {
        String uri = types.uri(request);
        if (!poll.concerns(RequestTarget.pathLength(uri))) {
            return null;
        }
        return poll.ask(
                types.method(request),
                RequestTarget.path(uri),
                types.header(request, "Accept"),
                types.header(request, "Authorization"),
                types.header(request, "User-Agent"),
                types.header(request, "X-Forwarded-For"),
                peer(channel));
    }

    private String peer(Object channel) {
        Connection ends = types.view().connection(channel);
        return ends == null || ends.remote() == null
                ? "unix"
                : ends.remote().getAddress().getHostAddress();
    }

    /** Sends it in one write, past the encoder, which must not take it for the answer to somebody else's request. */
    void send(Turn turn, Object to) {
        HealthResponse answer = turn.answer;
        Object request = turn.message;
        if (answer != null && request != null) {
            boolean keepAlive = types.keepsAlive(request);
            types.send(to, answer.http11Bytes(keepAlive), keepAlive);
        }
    }
}
