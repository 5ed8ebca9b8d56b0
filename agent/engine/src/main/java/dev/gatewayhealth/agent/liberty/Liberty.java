package dev.gatewayhealth.agent.liberty;

import dev.gatewayhealth.agent.server.Asked;
import dev.gatewayhealth.agent.server.OpenListener;
import dev.gatewayhealth.agent.server.Poll;
import dev.gatewayhealth.agent.server.ServerKind;
import dev.gatewayhealth.exchange.RequestView;
import dev.gatewayhealth.report.HealthResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Open Liberty and WebSphere Liberty. */
public final class Liberty implements ServerKind {

    /** By a class of the HTTP channel. */
    private final ClassValue<LibertyTypes> types = new ClassValue<>() {
        @Override
        protected LibertyTypes computeValue(Class<?> type) {
            try {
                return new LibertyTypes(type.getClassLoader());
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("This is no Liberty we know: " + e, e);
            }
        }
    };

    /** Has seen nothing of a server yet. */
    public Liberty() {}

    /** @param context of the HTTP channel */
    @Override
    public RequestView view(Object context) {
        return new LibertyView(types.get(context.getClass()));
    }

    /** @param link of the dispatcher, which has just got ready and knows nothing of its request yet */
    @Override
    public boolean answer(Object link, @Nullable Object connection, Poll poll) {
        Asked channel = new Asked(link).method("getDeviceLink");
        Object virtualConnection = channel.method("getVirtualConnection").object();
        Object context = channel.method("getChannelAccessor").object();
        if (context == null || virtualConnection == null) {
            return false;
        }
        HealthResponse answer = poll.ask(view(context), context, context);
        if (answer == null) {
            return false;
        }
        try {
            LibertyTypes.send(answer, link, context, virtualConnection);
            return true;
        } catch (ReflectiveOperationException | IOException e) {
            throw new IllegalStateException("A poll could not be answered: " + e, e);
        }
    }

    @Override
    public @Nullable OpenListener listener(Object chain) {
        return LibertyListener.of(chain);
    }
}
