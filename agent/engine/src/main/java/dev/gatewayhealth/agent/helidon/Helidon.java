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
import java.nio.channels.ServerSocketChannel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Helidon from 4 on, SE or MP. Each request has a virtual thread of its own, so there is no pool to run out. */
public final class Helidon implements ServerKind {

    private static final String NAME = "Helidon";

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
    public RequestView view(Object request) {
        return new HelidonView(types.get(request.getClass()));
    }

    @Override
    public boolean answer(Object request, @Nullable Object response, Poll poll) {
        if (response == null) {
            return false;
        }
        HealthResponse answer = poll.ask(view(request), request, response);
        if (answer != null) {
            types.get(request.getClass()).send(answer, response);
        }
        return answer != null;
    }

    @Override
    public @Nullable OpenListener listener(Object listener) {
        if (!(new Asked(listener).field("serverSocket").object() instanceof ServerSocketChannel socket)) {
            return null;
        }
        try {
            if (!(socket.getLocalAddress() instanceof InetSocketAddress bound)) {
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
}
