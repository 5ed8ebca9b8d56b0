package dev.gatewayhealth.agent.jetty;

import dev.gatewayhealth.agent.server.Copy;
import dev.gatewayhealth.agent.server.HeaderFields;
import dev.gatewayhealth.agent.server.OpenListener;
import dev.gatewayhealth.agent.server.Poll;
import dev.gatewayhealth.agent.server.Reach;
import dev.gatewayhealth.agent.server.ServerKind;
import dev.gatewayhealth.exchange.RequestView;
import dev.gatewayhealth.library.ResponseStamps;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Jetty, whatever it is embedded in. */
public final class Jetty implements ServerKind {

    private static final ClassValue<Reach> HEADERS = reach("getHeaders");
    private static final ClassValue<Reach> MUTABLE = reach("getMutableHttpFields");
    private static final ClassValue<Reach> COMMITTED = reach("isCommitted");
    private static final ClassValue<Reach> RESPONSE = reach("getResponse");
    private static final ClassValue<Reach> FIELDS = reach("getHttpFields");
    private static final HeaderFields PUT = new HeaderFields("put", String.class);
    private static final HeaderFields ADD = new HeaderFields("add", String.class);

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

    /** Has seen nothing of a server yet. */
    public Jetty() {}

    @Override
    public RequestView view(Object channel) {
        return views.get(channel.getClass());
    }

    @Override
    public boolean answer(Object asked, @Nullable Object connection, Poll poll) {
        return answers.get(asked.getClass()).answered(asked, poll);
    }

    /**
     * Up to 11 each write comes by there, so what is set once must be what is set twice; from 12 on an application's own timings are kept.
     */
    @Override
    public void stamp(Object response, String name, String value) {
        boolean core = Copy.named(response.getClass(), ChannelPoints.CHANNEL) == null;
        if (core) {
            // Its fields are sealed by now for everybody but the one who hands them over.
            Object its = Objects.requireNonNull(HEADERS.get(response.getClass()).of(response));
            Object fields = MUTABLE.get(its.getClass()).of(its);
            put(name.equals(ResponseStamps.TIMING) ? ADD : PUT, fields, name, value);
        } else if (Boolean.FALSE.equals(COMMITTED.get(response.getClass()).of(response))) {
            Object its =
                    Objects.requireNonNull(RESPONSE.get(response.getClass()).of(response));
            put(PUT, FIELDS.get(its.getClass()).of(its), name, value);
        }
    }

    private static void put(HeaderFields how, @Nullable Object fields, String name, String value) {
        how.put(Objects.requireNonNull(fields), name, value);
    }

    private static ClassValue<Reach> reach(String name) {
        return new ClassValue<>() {
            @Override
            protected Reach computeValue(Class<?> type) {
                return Reach.method(type, name);
            }
        };
    }

    @Override
    public @Nullable OpenListener listener(Object connector) {
        return listeners.opened(connector);
    }
}
