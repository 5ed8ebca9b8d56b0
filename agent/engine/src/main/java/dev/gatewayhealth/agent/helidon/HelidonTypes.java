package dev.gatewayhealth.agent.helidon;

import dev.gatewayhealth.agent.server.Reach;
import dev.gatewayhealth.exchange.BodyStream;
import dev.gatewayhealth.report.HealthResponse;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The interfaces of Helidon in one class loader. */
final class HelidonTypes {

    final Reach prologue;
    final Reach method;
    final Reach methodText;
    final Reach uri;
    final Reach rawPath;
    final Reach rawProtocol;
    final Reach sent;
    final @Nullable BodyStream bodyStream;
    private final Class<?> request;
    private final Class<?> line;
    private final Reach headers;
    private final Method name;
    private final Method first;
    private final Method setStatus;
    private final Method setHeader;
    private final Method send;

    HelidonTypes(ClassLoader loader) throws ReflectiveOperationException {
        request = type(loader, "io.helidon.webserver.http.ServerRequest");
        line = type(loader, "io.helidon.http.HttpPrologue");
        Class<?> response = type(loader, "io.helidon.webserver.http.ServerResponse");
        Class<?> headerName = type(loader, "io.helidon.http.HeaderName");
        prologue = Reach.method(request, "prologue");
        headers = Reach.method(request, "headers");
        method = Reach.method(line, "method");
        methodText = Reach.method(type(loader, "io.helidon.http.Method"), "text");
        uri = Reach.method(line, "uriPath");
        rawPath = Reach.method(type(loader, "io.helidon.common.uri.UriPath"), "rawPath");
        rawProtocol = Reach.method(line, "rawProtocol");
        sent = Reach.method(response, "isSent");
        bodyStream = bodyStream(loader);
        name = type(loader, "io.helidon.http.HeaderNames").getMethod("create", String.class);
        first = type(loader, "io.helidon.http.Headers").getMethod("first", headerName);
        setStatus = response.getMethod("status", int.class);
        setHeader = response.getMethod("header", String.class, String[].class);
        send = response.getMethod("send", byte[].class);
    }

    /** Of another version, which may have another, nothing is known. */
    private static @Nullable BodyStream bodyStream(ClassLoader loader) {
        try {
            return new BodyStream(
                    type(loader, "io.helidon.http.media.ReadableEntityBase$RequestingInputStream"), loader);
        } catch (ClassNotFoundException e) {
            return null;
        }
    }

    /** Whether that is a request, and not what serves another protocol. */
    boolean isRequest(Object candidate) {
        return request.isInstance(candidate);
    }

    boolean isPrologue(@Nullable Object candidate) {
        return line.isInstance(candidate);
    }

    /** What {@code next} says of what {@code reach} says of it. */
    static @Nullable Object through(Reach reach, Object on, Reach next) {
        Object between = reach.of(on);
        return between == null ? null : next.of(between);
    }

    @Nullable
    String header(Object request, String header) {
        Object its = headers.of(request);
        Object found = its == null ? null : call(first, its, call(name, null, header));
        return found instanceof Optional<?> value && value.isPresent() ? (String) value.get() : null;
    }

    void send(HealthResponse answer, Object response) {
        call(setStatus, response, answer.status());
        for (HealthResponse.Header each : answer.headers()) {
            call(setHeader, response, each.name(), new String[] {each.value()});
        }
        call(send, response, answer.body());
    }

    private static Class<?> type(ClassLoader loader, String name) throws ClassNotFoundException {
        return Class.forName(name, false, loader);
    }

    private static @Nullable Object call(Method method, @Nullable Object on, @Nullable Object... arguments) {
        try {
            return method.invoke(on, arguments);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(method.getName() + ": " + e.getCause(), e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
