package dev.gatewayhealth.agent.grizzly;

import dev.gatewayhealth.agent.server.OpenListener;
import dev.gatewayhealth.agent.server.Poll;
import dev.gatewayhealth.agent.server.ServerKind;
import dev.gatewayhealth.exchange.RequestView;
import dev.gatewayhealth.report.HealthResponse;
import org.jspecify.annotations.Nullable;

/** Grizzly, whatever it is embedded in. */
public final class Grizzly implements ServerKind {

    /** By the class of the request, so a Grizzly of another class loader has its own. */
    private final ClassValue<GrizzlyTypes> types = new ClassValue<>() {
        @Override
        protected GrizzlyTypes computeValue(Class<?> request) {
            try {
                return new GrizzlyTypes(request.getClassLoader());
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("This is no Grizzly we know: " + e, e);
            }
        }
    };

    /** Has seen nothing of a server yet. */
    public Grizzly() {}

    @Override
    public RequestView view(Object request) {
        return types.get(request.getClass()).view();
    }

    @Override
    public boolean answer(Object request, @Nullable Object connection, Poll poll) {
        GrizzlyTypes its = types.get(request.getClass());
        GrizzlyView view = its.view();
        HealthResponse answer = poll.ask(view, request, connection);
        if (answer != null) {
            its.send(answer, request);
        }
        return answer != null;
    }

    @Override
    public @Nullable OpenListener listener(Object listener) {
        return GrizzlyListener.of(listener);
    }
}
