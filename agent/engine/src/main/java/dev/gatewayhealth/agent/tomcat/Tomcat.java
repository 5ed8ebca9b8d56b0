package dev.gatewayhealth.agent.tomcat;

import dev.gatewayhealth.agent.server.Asked;
import dev.gatewayhealth.agent.server.Copy;
import dev.gatewayhealth.agent.server.HeaderFields;
import dev.gatewayhealth.agent.server.OpenListener;
import dev.gatewayhealth.agent.server.Poll;
import dev.gatewayhealth.agent.server.ServerKind;
import dev.gatewayhealth.exchange.RequestView;
import dev.gatewayhealth.library.ResponseStamps;
import dev.gatewayhealth.report.HealthResponse;
import org.jspecify.annotations.Nullable;

/** Tomcat, whatever it is embedded in. */
public final class Tomcat implements ServerKind {

    /** The thread of Spring Boot's {@code GracefulShutdown}. */
    private static final String SPRING = "tomcat-shutdown";

    private static final HeaderFields SET = new HeaderFields("setHeader", String.class);
    private static final HeaderFields ADD = new HeaderFields("addHeader", String.class);

    /** By the class of the request object, so a Tomcat of another class loader has its own. */
    private final ClassValue<CoyoteTypes> types = new ClassValue<>() {
        @Override
        protected CoyoteTypes computeValue(Class<?> request) {
            try {
                return new CoyoteTypes(Copy.of(request, "org.apache.coyote."));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("This is no Tomcat we know: " + e, e);
            }
        }
    };

    /** Has seen nothing of a server yet. */
    public Tomcat() {}

    @Override
    public RequestView view(Object request) {
        return new TomcatView(types.get(request.getClass()));
    }

    /** An application's own timings are kept. */
    @Override
    public void stamp(Object response, String name, String value) {
        (name.equals(ResponseStamps.TIMING) ? ADD : SET).put(response, name, value);
    }

    @Override
    public boolean answer(Object request, @Nullable Object connection, Poll poll) {
        CoyoteTypes its = types.get(request.getClass());
        TomcatView view = new TomcatView(its);
        HealthResponse answer = poll.ask(view, request, connection);
        if (answer != null) {
            its.send(answer, request);
        }
        return answer != null;
    }

    /**
     * A connector is paused when its service stops, by Spring's graceful shutdown, which does it on a thread of its own, and by operators.
     */
    @Override
    public boolean stops(Object connector) {
        Object state =
                new Asked(connector).method("getService").method("getStateName").object();
        return "STOPPING".equals(state)
                || "STOPPING_PREP".equals(state)
                || Thread.currentThread().getName().equals(SPRING);
    }

    @Override
    public OpenListener listener(Object endpoint) {
        return TomcatListener.of(endpoint);
    }
}
