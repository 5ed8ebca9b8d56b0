package dev.gatewayhealth.agent.jetty;

import dev.gatewayhealth.agent.server.Copy;
import dev.gatewayhealth.agent.server.OpenListener;
import dev.gatewayhealth.agent.server.Poll;
import dev.gatewayhealth.agent.server.ServerKind;
import dev.gatewayhealth.exchange.RequestView;
import org.jspecify.annotations.Nullable;

/** Jetty, whatever it is embedded in. */
public final class Jetty implements ServerKind {

    /** By the class of the channel, so a Jetty of another class loader has its own. */
    private final ClassValue<JettyView> views = new ClassValue<>() {
        @Override
        protected JettyView computeValue(Class<?> channel) {
            try {
                return new JettyView(new JettyTypes(channel));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("This is no Jetty we know: " + e, e);
            }
        }
    };

    /** By the class of what is asked: a channel up to 11, the core's request from 12 on. */
    private final ClassValue<JettyAnswer> answers = new ClassValue<>() {
        @Override
        protected JettyAnswer computeValue(Class<?> asked) {
            return Copy.named(asked, ChannelPoints.CHANNEL) == null ? new CoreAnswer() : new ChannelAnswer();
        }
    };

    private final JettyListeners listeners = new JettyListeners();

    @Override
    public RequestView view(Object channel) {
        return views.get(channel.getClass());
    }

    @Override
    public boolean answer(Object asked, @Nullable Object connection, Poll poll) {
        return answers.get(asked.getClass()).answered(asked, poll);
    }

    @Override
    public @Nullable OpenListener listener(Object connector) {
        return listeners.opened(connector);
    }
}
