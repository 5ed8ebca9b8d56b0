package dev.gatewayhealth.agent.jetty;

import dev.gatewayhealth.agent.server.Asked;
import dev.gatewayhealth.agent.server.Poll;
import dev.gatewayhealth.agent.server.SocketEnds;
import dev.gatewayhealth.exchange.Connection;
import dev.gatewayhealth.report.HealthResponse;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * Answers a poll in the place of Jetty's own handlers. Polls are few, so each looks its way up; what it reads are public methods of
 * Jetty's interfaces, by name.
 */
abstract class JettyAnswer {

    private final JettySocket sockets = new JettySocket();

    /** Whether it was a poll, and is answered. */
    abstract boolean answered(Object asked, Poll poll);

    /** What the endpoint says to this request; null if the path belongs to the application. */
    @Nullable
    HealthResponse ask(Poll poll, Asked request, Asked uri, Asked headers, Asked endPoint) {
        Object method = request.method("getMethod").object();
        Object path = uri.method("getPath").object();
        return method == null || path == null
                ? null
                : poll.ask(
                        method.toString(),
                        path.toString(),
                        header(headers, "Accept"),
                        header(headers, "Authorization"),
                        header(headers, "User-Agent"),
                        header(headers, "X-Forwarded-For"),
                        peer(endPoint));
    }

    private static @Nullable String header(Asked headers, String name) {
        return headers.object() == null ? null : (String) call(headers, "get", new Class<?>[] {String.class}, name);
    }

    private String peer(Asked endPoint) {
        Connection ends = endPoint.object() == null ? null : SocketEnds.of(sockets.of(endPoint.object()));
        return ends == null || ends.remote() == null
                ? "unix"
                : ends.remote().getAddress().getHostAddress();
    }

    /** Calls a public method. */
    static @Nullable Object call(Asked target, String name, Class<?>[] takes, Object... values) {
        Object object = target.object();
        if (object == null) {
            throw new IllegalStateException("There is nothing to call " + name + " of");
        }
        try {
            Method method = object.getClass().getMethod(name, takes);
            method.setAccessible(true);
            return method.invoke(object, values);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(name + ": " + e.getCause(), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(name + ": " + e, e);
        }
    }
}
