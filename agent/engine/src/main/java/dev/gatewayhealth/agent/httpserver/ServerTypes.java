package dev.gatewayhealth.agent.httpserver;

import dev.gatewayhealth.agent.server.Opening;
import dev.gatewayhealth.agent.server.Reach;
import dev.gatewayhealth.agent.weave.Point;
import dev.gatewayhealth.exchange.RequestView;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The types of the JDK's HTTP server, which its module keeps to itself. */
final class ServerTypes {

    final Reach method;
    final Reach uri;
    final Reach protocol;
    final Reach requestHeaders;
    final Reach requestLength;
    final Reach written;
    final Reach idleSince;
    final Reach requestSince;
    final Reach rawOutput;
    final Reach publicMethod;
    final Reach publicUri;
    final Reach publicRequestHeaders;
    final Reach publicResponseHeaders;
    final Reach publicBody;
    final Reach publicClose;
    final Method sendHeaders;
    private final ClassLoader loader;
    private final ExchangeView view = new ExchangeView(this);
    private final Class<?> task;
    private final Reach taskConnection;
    private final Reach taskServer;
    private final Method closeConnection;
    private final Reach channel;
    private final Reach itsOutput;
    private final Reach itsInput;
    private final Reach body;
    private final Reach server;
    private final Class<?> fixedLength;
    private final Reach remaining;
    private final Reach underOutput = Reach.field(FilterOutputStream.class, "out");
    private final Reach underInput = Reach.field(FilterInputStream.class, "in");
    private final Reach bufferEnd = Reach.field(BufferedInputStream.class, "count");
    private final Reach bufferAt = Reach.field(BufferedInputStream.class, "pos");

    private ServerTypes(ClassLoader loader) throws ReflectiveOperationException {
        this.loader = loader;
        Class<?> exchange = type(HttpServerPoints.EXCHANGE);
        method = Reach.field(exchange, "method");
        uri = Reach.field(exchange, "uri");
        protocol = Reach.method(exchange, "getProtocol");
        requestHeaders = Reach.field(exchange, "reqHdrs");
        requestLength = Reach.field(exchange, "reqContentLen");
        written = Reach.field(exchange, "writefinished");
        server = Reach.field(exchange, "server");
        body = Reach.field(exchange, "uis_orig");
        fixedLength = type("sun.net.httpserver.FixedLengthInputStream");
        remaining = Reach.field(fixedLength, "remaining");
        Class<?> connection = type("sun.net.httpserver.HttpConnection");
        channel = Reach.field(connection, "chan");
        itsOutput = Reach.field(connection, "rawout");
        itsInput = Reach.field(connection, "raw");
        idleSince = Reach.field(connection, "idleStartTime");
        requestSince = Reach.field(connection, "reqStartedTime");
        task = type(HttpServerPoints.TASK);
        taskConnection = Reach.field(task, "connection");
        taskServer = Reach.field(task, "this$0");
        rawOutput = Reach.field(task, "rawout");
        closeConnection = type("sun.net.httpserver.ServerImpl").getDeclaredMethod("closeConnection", connection);
        closeConnection.setAccessible(true);
        Class<?> shown = type("com.sun.net.httpserver.HttpExchange");
        publicMethod = Reach.method(shown, "getRequestMethod");
        publicUri = Reach.method(shown, "getRequestURI");
        publicRequestHeaders = Reach.method(shown, "getRequestHeaders");
        publicResponseHeaders = Reach.method(shown, "getResponseHeaders");
        publicBody = Reach.method(shown, "getResponseBody");
        publicClose = Reach.method(shown, "close");
        sendHeaders = shown.getMethod("sendResponseHeaders", int.class, long.class);
    }

    /** @param one an object of the server */
    static ServerTypes of(Object one) {
        Class<?> type = one.getClass();
        Opening.of(type.getModule(), type.getPackageName());
        Opening.of(Object.class.getModule(), "java.io");
        try {
            return new ServerTypes(type.getClassLoader());
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new IllegalStateException("This is no HttpServer we know: " + e, e);
        }
    }

    boolean know(Object one) {
        return one.getClass().getClassLoader() == loader;
    }

    RequestView view(Object request) {
        return task.isInstance(request) ? RejectedView.INSTANCE : view;
    }

    /** The {@code ServerImpl} of an exchange or of a task. */
    @Nullable
    Object server(Object request) {
        return task.isInstance(request) ? taskServer.of(request) : server.of(request);
    }

    /** Tells the streams at the socket whose they are: the buffers in between show nothing. */
    void bindStreams(Object connection) {
        bind(itsOutput.of(connection), underOutput, connection);
        bind(itsInput.of(connection), underInput, connection);
    }

    private static void bind(@Nullable Object buffered, Reach under, Object connection) {
        // What is buffered depends on the JDK, and on whether it is TLS.
        boolean covered = buffered instanceof FilterOutputStream || buffered instanceof FilterInputStream;
        Object stream = buffered != null && covered ? under.of(buffered) : buffered;
        if (stream == null) {
            throw new IllegalStateException("A connection without streams");
        }
        try {
            Field lane = stream.getClass().getField(Point.LANE);
            lane.setAccessible(true);
            lane.set(stream, connection);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("A stream that is none of the server's: " + stream.getClass(), e);
        }
    }

    /** How much of a request body of declared length has not come yet, as far as anybody has looked; -1 where that is not known. */
    long unread(Object exchange) {
        Object its = body.of(exchange);
        if (!fixedLength.isInstance(its)) {
            return -1;
        }
        long left = remaining.number(its);
        Object buffer = underInput.of(its);
        return buffer instanceof BufferedInputStream ? left - bufferEnd.number(buffer) + bufferAt.number(buffer) : left;
    }

    /** @param connection an {@code HttpConnection}, or the task that rejects what came on one */
    @Nullable
    Object channel(Object connection) {
        Object its = task.isInstance(connection) ? taskConnection.of(connection) : connection;
        return its == null ? null : channel.of(its);
    }

    /** Closes the connection of a task and has the server forget it. */
    void close(Object itsTask) {
        try {
            closeConnection.invoke(taskServer.of(itsTask), taskConnection.of(itsTask));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first value of a header, by a name in any case. */
    static @Nullable String first(@Nullable Object headers, String name) {
        Object values = headers instanceof Map<?, ?> fields ? fields.get(name) : null;
        return values instanceof List<?> list && !list.isEmpty() ? (String) list.get(0) : null;
    }

    private Class<?> type(String name) throws ClassNotFoundException {
        return Class.forName(name, false, loader);
    }
}
