package dev.gatewayhealth.agent.httpserver;

import dev.gatewayhealth.agent.server.OpenListener;
import dev.gatewayhealth.agent.server.Poll;
import dev.gatewayhealth.agent.server.ServerKind;
import dev.gatewayhealth.agent.server.SocketEnds;
import dev.gatewayhealth.exchange.Connection;
import dev.gatewayhealth.exchange.RequestView;
import dev.gatewayhealth.report.HealthResponse;
import org.jspecify.annotations.Nullable;

/** The JDK's HTTP server. There is one in a JVM, so its types are found once. */
public final class JdkHttpServer implements ServerKind {

    private volatile @Nullable ServerTypes types;

    /** @param request an {@code ExchangeImpl}, or the request line of one that was rejected */
    @Override
    public RequestView view(Object request) {
        return request instanceof String
                ? RejectedView.INSTANCE
                : types(request).view();
    }

    /** @param asked an {@code HttpExchange}, or the request line of one that was rejected */
    @Override
    public boolean answer(Object asked, @Nullable Object connection, Poll poll) {
        if (connection == null) {
            return false;
        }
        ServerTypes its = types(connection);
        Asking asking = asked instanceof String line ? new Rejected(its, line, connection) : new Filtered(its, asked);
        String method = asking.method();
        String path = asking.path();
        if (method == null || path == null) {
            return false;
        }
        HealthResponse answer = poll.ask(
                method,
                path,
                asking.header("Accept"),
                asking.header("Authorization"),
                asking.header("User-Agent"),
                peer(its, connection));
        if (answer != null) {
            asking.send(answer);
        }
        return answer != null;
    }

    private static String peer(ServerTypes its, Object connection) {
        Connection ends = SocketEnds.of(its.channel(connection));
        return ends == null || ends.remote() == null
                ? "unknown"
                : ends.remote().getAddress().getHostAddress();
    }

    @Override
    public void connected(Object connection) {
        types(connection).bindStreams(connection);
    }

    @Override
    public OpenListener listener(Object server) {
        types(server);
        return HttpServerListener.of(server);
    }

    private ServerTypes types(Object one) {
        ServerTypes its = types;
        if (its == null || !its.know(one)) {
            its = ServerTypes.of(one);
            types = its;
        }
        return its;
    }
}
