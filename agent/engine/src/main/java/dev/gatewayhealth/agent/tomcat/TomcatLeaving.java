package dev.gatewayhealth.agent.tomcat;

import dev.gatewayhealth.agent.server.Leaving;
import dev.gatewayhealth.agent.server.Reach;
import java.lang.reflect.Method;

/** An {@code AbstractEndpoint} that is led out of service by its own means. */
final class TomcatLeaving implements Leaving {

    private final Object endpoint;
    private int keepAliveRequests;
    private boolean last;

    TomcatLeaving(Object endpoint) {
        this.endpoint = endpoint;
    }

    /** Its processors ask for the number before each answer, and close after the only one. */
    @Override
    public synchronized void lastAnswers(boolean now) {
        if (now == last) {
            return;
        }
        last = now;
        if (now) {
            keepAliveRequests = (int)
                    Reach.method(endpoint.getClass(), "getMaxKeepAliveRequests").number(endpoint);
        }
        set("setMaxKeepAliveRequests", now ? 1 : keepAliveRequests);
    }

    /** As Tomcat's own graceful stop does, which a later one then finds done. */
    @Override
    public void stopListening() {
        Reach close = Reach.method(endpoint.getClass(), "closeServerSocketGraceful");
        if (close.exists()) {
            close.of(endpoint);
        }
    }

    private void set(String setter, int value) {
        try {
            Method method = endpoint.getClass().getMethod(setter, int.class);
            method.setAccessible(true);
            method.invoke(endpoint, value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(setter + ": " + e, e);
        }
    }
}
