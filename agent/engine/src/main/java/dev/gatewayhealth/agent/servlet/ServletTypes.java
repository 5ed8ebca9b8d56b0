package dev.gatewayhealth.agent.servlet;

import dev.gatewayhealth.agent.server.Reach;
import dev.gatewayhealth.exchange.BodyStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** The servlet API of one class loader, {@code jakarta} or {@code javax}, by its interfaces. */
final class ServletTypes {

    private static final String NAME = ".servlet.http.HttpServletRequest";

    final Reach method;
    final Reach uri;
    final Reach protocol;
    final Reach bodyLength;
    final BodyStream bodyStream;
    final Reach localAddress;
    final Reach localPort;
    final Reach remoteAddress;
    final Reach remotePort;
    final Reach asyncStarted;
    final Reach asyncContext;
    final Reach context;
    final Reach committed;
    final Class<?> asyncListener;
    private final Method header;
    private final Method attribute;
    private final Method setAttribute;
    private final Method addListener;
    private final Method setStatus;
    private final Method setHeader;
    private final Reach output;

    /** @throws ReflectiveOperationException if that is no request of a servlet API of version 3.0 or later */
    ServletTypes(Class<?> requestClass) throws ReflectiveOperationException {
        Class<?> request = requestInterface(requestClass);
        String api = request.getName().substring(0, request.getName().indexOf('.'));
        ClassLoader loader = request.getClassLoader();
        Class<?> response = Class.forName(api + ".servlet.http.HttpServletResponse", false, loader);
        method = Reach.method(request, "getMethod");
        uri = Reach.method(request, "getRequestURI");
        protocol = Reach.method(request, "getProtocol");
        bodyLength = Reach.method(request, bodyLength(request));
        bodyStream = new BodyStream(
                Class.forName(api + ".servlet.ServletInputStream", false, loader), requestClass.getClassLoader());
        localAddress = Reach.method(request, "getLocalAddr");
        localPort = Reach.method(request, "getLocalPort");
        remoteAddress = Reach.method(request, "getRemoteAddr");
        remotePort = Reach.method(request, "getRemotePort");
        asyncStarted = Reach.method(request, "isAsyncStarted");
        asyncContext = Reach.method(request, "getAsyncContext");
        context = Reach.method(request, "getServletContext");
        committed = Reach.method(response, "isCommitted");
        output = Reach.method(response, "getOutputStream");
        header = request.getMethod("getHeader", String.class);
        attribute = request.getMethod("getAttribute", String.class);
        setAttribute = request.getMethod("setAttribute", String.class, Object.class);
        setStatus = response.getMethod("setStatus", int.class);
        setHeader = response.getMethod("setHeader", String.class, String.class);
        asyncListener = Class.forName(api + ".servlet.AsyncListener", false, loader);
        addListener =
                Class.forName(api + ".servlet.AsyncContext", false, loader).getMethod("addListener", asyncListener);
    }

    @Nullable
    String header(Object request, String name) {
        return (String) call(header, request, name);
    }

    @Nullable
    Object attribute(Object request, String name) {
        return call(attribute, request, name);
    }

    void setAttribute(Object request, String name, Object value) {
        call(setAttribute, request, name, value);
    }

    void addListener(Object asyncContext, Object listener) {
        call(addListener, asyncContext, listener);
    }

    void setStatus(Object response, int status) {
        call(setStatus, response, status);
    }

    void setHeader(Object response, String name, String value) {
        call(setHeader, response, name, value);
    }

    Object output(Object response) {
        Object stream = output.of(response);
        if (stream == null) {
            throw new IllegalStateException("a response without a stream");
        }
        return stream;
    }

    /** From version 3.1 on in a long. */
    private static String bodyLength(Class<?> request) {
        return Reach.method(request, "getContentLengthLong").exists() ? "getContentLengthLong" : "getContentLength";
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

    private static Class<?> requestInterface(Class<?> requestClass) throws ClassNotFoundException {
        for (Class<?> at = requestClass; at != null; at = at.getSuperclass()) {
            Class<?> found = among(at);
            if (found != null) {
                return found;
            }
        }
        throw new ClassNotFoundException("no HttpServletRequest: " + requestClass.getName());
    }

    private static @Nullable Class<?> among(Class<?> type) {
        if (type.isInterface() && type.getName().endsWith(NAME)) {
            return type;
        }
        for (Class<?> each : type.getInterfaces()) {
            Class<?> found = among(each);
            if (found != null) {
                return found;
            }
        }
        return null;
    }
}
