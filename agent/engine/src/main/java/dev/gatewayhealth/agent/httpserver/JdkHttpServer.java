package dev.gatewayhealth.agent.httpserver;

import dev.gatewayhealth.agent.server.HeaderFields;
import dev.gatewayhealth.agent.server.OpenListener;
import dev.gatewayhealth.agent.server.Poll;
import dev.gatewayhealth.agent.server.ServerKind;
import dev.gatewayhealth.agent.server.SocketEnds;
import dev.gatewayhealth.exchange.Connection;
import dev.gatewayhealth.exchange.RequestView;
import dev.gatewayhealth.library.ResponseStamps;
import dev.gatewayhealth.report.HealthResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's HTTP server. There is one in a JVM, so its types are found once. Agents like to serve their own pages with it, an exporter of
 * metrics for one; those are no traffic of the service's.
 */
public final class JdkHttpServer implements ServerKind {

    private static final HeaderFields SET = new HeaderFields("set", String.class);
    private static final HeaderFields ADD = new HeaderFields("add", String.class);

    private volatile @Nullable ServerTypes types;

    /** The servers that agents started. */
    private final List<Object> ofAgents = new CopyOnWriteArrayList<>();

    /** Has seen nothing of a server yet. */
    public JdkHttpServer() {}

    /** @param request an {@code ExchangeImpl}, or the task that rejects what it has read */
    @Override
    public @Nullable RequestView view(Object request) {
        ServerTypes its = types(request);
        return isOfAgents(its, request) ? null : its.view(request);
    }

    private boolean isOfAgents(ServerTypes its, Object request) {
        return !ofAgents.isEmpty() && ofAgents.contains(its.server(request));
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
                asking.header("X-Forwarded-For"),
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

    /** An application's own timings are kept. */
    @Override
    public void stamp(Object headers, String name, String value) {
        (name.equals(ResponseStamps.TIMING) ? ADD : SET).put(headers, name, value);
    }

    @Override
    public void connected(Object connection) {
        types(connection).bindStreams(connection);
    }

    @Override
    public @Nullable OpenListener listener(Object server) {
        if (Premain.isRunning()) {
            ofAgents.add(server);
            return null;
        }
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
