package dev.gatewayhealth.agent.undertow;

import dev.gatewayhealth.agent.server.Copy;
import dev.gatewayhealth.agent.server.OpenListener;
import dev.gatewayhealth.agent.server.Poll;
import dev.gatewayhealth.agent.server.ServerKind;
import dev.gatewayhealth.exchange.RequestView;
import dev.gatewayhealth.report.HealthResponse;
import org.jspecify.annotations.Nullable;

/** Undertow, whatever it is embedded in. */
public final class Undertow implements ServerKind {

    /** By the class of the exchange, so an Undertow of another class loader has its own. */
    private final ClassValue<UndertowTypes> types = new ClassValue<>() {
        @Override
        protected UndertowTypes computeValue(Class<?> exchange) {
            try {
                return new UndertowTypes(Copy.of(exchange, "io.undertow."));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("This is no Undertow we know: " + e, e);
            }
        }
    };

    private final UndertowListeners listeners = new UndertowListeners();

    /** Has seen nothing of a server yet. */
    public Undertow() {}

    @Override
    public RequestView view(Object exchange) {
        return types.get(exchange.getClass()).view();
    }

    /** On the I/O thread, before the exchange has a lane; one that has was the application's already. */
    @Override
    public boolean answer(Object exchange, @Nullable Object connection, Poll poll) {
        UndertowTypes its = types.get(exchange.getClass());
        if (poll.leaving()) {
            its.last(exchange);
        }
        if (connection != null) {
            return false;
        }
        HealthResponse answer = poll.ask(its.view(), exchange, its.connection.of(exchange));
        if (answer != null) {
            its.send(answer, exchange);
        }
        return answer != null;
    }

    @Override
    public void stamp(Object exchange, String name, String value) {
        types.get(exchange.getClass()).stamp(exchange, name, value);
    }

    @Override
    public @Nullable OpenListener listener(Object listener) {
        return listeners.opened(listener);
    }
}
