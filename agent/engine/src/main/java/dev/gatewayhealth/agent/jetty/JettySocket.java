package dev.gatewayhealth.agent.jetty;

import dev.gatewayhealth.agent.server.Reach;
import java.nio.channels.Channel;
import org.jspecify.annotations.Nullable;

/** Finds the JDK's channel under an end point; over TLS, or behind the PROXY protocol, it lies below others. */
final class JettySocket {

    private static final int DEEPEST = 4;

    /** By the class of the end point. */
    private final ClassValue<Reach> transport = new ClassValue<>() {
        @Override
        protected Reach computeValue(Class<?> endPoint) {
            return Reach.method(endPoint, "getTransport");
        }
    };

    /** Null where something else is there, as with connections inside the JVM. */
    @Nullable
    Channel of(Object endPoint) {
        Object at = endPoint;
        for (int i = 0; at != null && i < DEEPEST && !(at instanceof Channel); i++) {
            Reach below = transport.get(at.getClass());
            at = below.exists() ? below.of(at) : null;
        }
        return at instanceof Channel channel ? channel : null;
    }
}
