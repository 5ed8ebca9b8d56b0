package dev.gatewayhealth.agent.jetty;

import dev.gatewayhealth.agent.server.Asked;
import dev.gatewayhealth.agent.server.Leaving;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.IdentityHashMap;

/** A connector of Jetty that is led out of service by its own means. */
final class JettyLeaving implements Leaving {

    private static final String KEPT = "PersistentConnectionsEnabled";

    private final Object connector;

    /** The HTTP configurations whose connections were kept before. Guarded by this. */
    private final IdentityHashMap<Object, Boolean> kept = new IdentityHashMap<>();

    JettyLeaving(Object connector) {
        this.connector = connector;
    }

    /** Each request asks its configuration. */
    @Override
    public synchronized void lastAnswers(boolean last) {
        if (!last) {
            for (Object each : kept.keySet()) {
                set(each, true);
            }
            kept.clear();
        } else if (new Asked(connector).method("getConnectionFactories").object() instanceof Collection<?> factories) {
            for (Object factory : factories) {
                Object http = new Asked(factory).method("getHttpConfiguration").object();
                if (http != null
                        && Boolean.TRUE.equals(
                                new Asked(http).method("is" + KEPT).object())) {
                    kept.put(http, true);
                    set(http, false);
                }
            }
        }
    }

    /** What its own graceful stop begins with, and finds done. */
    @Override
    public void stopListening() {
        new Asked(connector).method("shutdown");
    }

    private static void set(Object http, boolean kept) {
        try {
            Method method = http.getClass().getMethod("set" + KEPT, boolean.class);
            method.setAccessible(true);
            method.invoke(http, kept);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("set" + KEPT + ": " + e, e);
        }
    }
}
