package dev.gatewayhealth.agent.netty;

import dev.gatewayhealth.agent.server.Asked;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The ports on which HTTP/1.1 was heard. A channel that is bound does not say what it will speak, and one that speaks something else must
 * not be sent a request.
 */
final class HttpPorts {

    /** By port, whether over TLS. Written by event loops at the first request of a connection. */
    private static final Map<Integer, Boolean> HEARD = new ConcurrentHashMap<>();

    private HttpPorts() {}

    /** A request was decoded on that connection. */
    static void heard(@Nullable Object localAddress, Object channel) {
        if (localAddress instanceof InetSocketAddress address) {
            Integer port = address.getPort();
            if (!HEARD.containsKey(port)) {
                HEARD.put(port, encrypted(channel));
            }
        }
    }

    static boolean known(int port) {
        return HEARD.containsKey(port);
    }

    static boolean secure(int port) {
        return Boolean.TRUE.equals(HEARD.get(port));
    }

    private static boolean encrypted(Object channel) {
        if (new Asked(channel).method("pipeline").method("toMap").object() instanceof Map<?, ?> handlers) {
            for (Object handler : handlers.values()) {
                if (handler.getClass().getName().endsWith("SslHandler")) {
                    return true;
                }
            }
        }
        return false;
    }
}
