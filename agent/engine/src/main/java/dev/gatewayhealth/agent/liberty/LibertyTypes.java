package dev.gatewayhealth.agent.liberty;

import dev.gatewayhealth.agent.server.Reach;
import dev.gatewayhealth.report.HealthResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** What is read of Liberty's classes in one class loader. */
final class LibertyTypes {

    final Reach request;
    final Reach method;
    final Reach uri;
    final Reach version;
    final Reach bodyLength;
    final Reach sent;
    final Reach response;
    final Reach transport;
    final Reach localAddress;
    final Reach localPort;
    final Reach remoteAddress;
    final Reach remotePort;
    private final Method header;
    private final Method text;

    /** @param loader that of the HTTP channel */
    LibertyTypes(ClassLoader loader) throws ReflectiveOperationException {
        Class<?> context =
                Class.forName("com.ibm.ws.http.channel.internal.inbound.HttpInboundServiceContextImpl", false, loader);
        Class<?> message = Class.forName("com.ibm.wsspi.http.channel.HttpRequestMessage", false, loader);
        request = Reach.method(context, "getRequest");
        response = Reach.method(context, "getResponse");
        transport = Reach.method(context, "getTSC");
        sent = Reach.method(context, "isMessageSent");
        localAddress = Reach.method(context, "getLocalAddr");
        localPort = Reach.method(context, "getLocalPort");
        remoteAddress = Reach.method(context, "getRemoteAddr");
        remotePort = Reach.method(context, "getRemotePort");
        method = Reach.method(message, "getMethod");
        uri = Reach.method(message, "getRequestURI");
        version = Reach.method(message, "getVersion");
        bodyLength = Reach.method(message, "getContentLength");
        header = message.getMethod("getHeader", String.class);
        text = header.getReturnType().getMethod("asString");
    }

    @Nullable
    String header(Object message, String name) {
        Object field = call(header, message, name);
        return field == null ? null : (String) call(text, field);
    }

    /**
     * Makes a link that has just got ready as far as answering needs, which is what it would do next itself, and answers. Finishing the
     * response closes the link as after any other request.
     */
    static void send(HealthResponse answer, Object link, Object context, Object virtualConnection)
            throws ReflectiveOperationException, IOException {
        Class<?> type = link.getClass();
        Object channel = field(type, "myChannel").of(link);
        if (channel != null) {
            call(declared(channel.getClass(), "incrementActiveConns"), channel);
        }
        call(taking(type, "init", virtualConnection), link, virtualConnection);
        set(type, "isc", link, context);
        Object response = field(type, "response").of(link);
        if (response == null) {
            throw new NoSuchFieldException("response");
        }
        call(taking(response.getClass(), "init", context), response, context);
        set(type, "linkIsReady", link, true);
        write(answer, response);
        Method finish = type.getMethod("finish", Exception.class);
        finish.setAccessible(true);
        finish.invoke(link, new Object[] {null});
    }

    private static void write(HealthResponse answer, Object response) throws ReflectiveOperationException, IOException {
        Class<?> type = response.getClass();
        call(accessible(type.getMethod("setStatus", int.class)), response, answer.status());
        Method set = accessible(type.getMethod("setHeader", String.class, String.class));
        for (HealthResponse.Header each : answer.headers()) {
            call(set, response, each.name(), each.value());
        }
        if (answer.body().length > 0
                && call(accessible(type.getMethod("getBody")), response) instanceof OutputStream body) {
            body.write(answer.body());
        }
    }

    private static Reach field(Class<?> type, String name) {
        return Reach.field(type, name);
    }

    private static void set(Class<?> type, String name, Object on, Object value) throws ReflectiveOperationException {
        java.lang.reflect.Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        field.set(on, value);
    }

    private static Method declared(Class<?> type, String name) throws NoSuchMethodException {
        return accessible(type.getDeclaredMethod(name));
    }

    /** The method of that name with one parameter, which can be this. */
    private static Method taking(Class<?> type, String name, Object argument) throws NoSuchMethodException {
        for (Method each : type.getMethods()) {
            if (each.getName().equals(name)
                    && each.getParameterCount() == 1
                    && each.getParameterTypes()[0].isInstance(argument)) {
                return accessible(each);
            }
        }
        throw new NoSuchMethodException(type.getName() + '.' + name);
    }

    private static Method accessible(Method method) {
        method.setAccessible(true);
        return method;
    }

    private static @Nullable Object call(Method method, Object on, Object... arguments) {
        try {
            return method.invoke(on, arguments);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(method.getName() + ": " + e.getCause(), e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
