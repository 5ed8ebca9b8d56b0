package dev.gatewayhealth.agent.helidon;

import dev.gatewayhealth.agent.server.Asked;
import dev.gatewayhealth.agent.server.OpenListener;
import dev.gatewayhealth.agent.server.Poll;
import dev.gatewayhealth.agent.server.ServerKind;
import dev.gatewayhealth.audit.ListenerLimits;
import dev.gatewayhealth.contract.Listening;
import dev.gatewayhealth.exchange.RequestView;
import dev.gatewayhealth.report.HealthResponse;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.ServerSocketChannel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Helidon from 4 on, SE or MP. Each request has a virtual thread of its own, so there is no pool to run out. */
public final class Helidon implements ServerKind {

    private static final String NAME = "Helidon";

    /** Of an upgraded connection: what it serves are requests again. */
    private static final String HTTP_2 = "io.helidon.webserver.http2.Http2Connection";

    /** By a class of the web server. */
    private final ClassValue<HelidonTypes> types = new ClassValue<>() {
        @Override
        protected HelidonTypes computeValue(Class<?> type) {
            try {
                return new HelidonTypes(type.getClassLoader());
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("This is no Helidon we know: " + e, e);
            }
        }
    };

    /** Has seen nothing of a server yet. */
    public Helidon() {}

    @Override
    public @Nullable RequestView view(Object request) {
        if (request.getClass().getName().equals(HTTP_2)) {
            return null;
        }
        HelidonTypes its = types.get(request.getClass());
        return its.isRequest(request) ? new HelidonView(its) : new UpgradedView(its);
    }

    @Override
    public boolean answer(Object request, @Nullable Object response, Poll poll) {
        if (response == null) {
            return false;
        }
        HelidonTypes its = types.get(request.getClass());
        HealthResponse answer = poll.ask(new HelidonView(its), request, response);
        if (answer != null) {
            its.send(answer, response);
        }
        return answer != null;
    }

    @Override
    public @Nullable OpenListener listener(Object listener) {
        try {
            InetSocketAddress bound =
                    bound(new Asked(listener).field("serverSocket").object());
            if (bound == null) {
                return null;
            }
            Listening listening = new Listening(bound.getAddress().getHostAddress(), bound.getPort(), null);
            ClassLoader loader = listener.getClass().getClassLoader();
            return new OpenListener(NAME, listening, List.of(), () -> ListenerLimits.unknown(NAME, listening), loader);
        } catch (IOException e) {
            // Closed again already.
            return null;
        }
    }

    /** A channel from 4.5 on. */
    private static @Nullable InetSocketAddress bound(@Nullable Object socket) throws IOException {
        if (socket instanceof ServerSocketChannel channel) {
            return channel.getLocalAddress() instanceof InetSocketAddress address ? address : null;
        }
        return socket instanceof ServerSocket older
                        && older.getLocalSocketAddress() instanceof InetSocketAddress address
                ? address
                : null;
    }
}
