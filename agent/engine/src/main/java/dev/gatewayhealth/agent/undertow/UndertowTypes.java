package dev.gatewayhealth.agent.undertow;

import dev.gatewayhealth.agent.server.Copy;
import dev.gatewayhealth.agent.server.Reach;
import dev.gatewayhealth.report.HealthResponse;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The types of one Undertow, found through the class loader it lives in. */
final class UndertowTypes {

    final Reach method;
    final Reach requestUri;
    final Reach hostInUri;
    final Reach path;
    final Reach protocol;
    final Reach requestHeaders;
    final Reach requestLength;
    final Reach requestComplete;
    final Reach responseLength;
    final Reach responseSent;
    final Reach responseComplete;
    final Reach connection;
    final Reach localAddress;
    final Reach peerAddress;
    final UndertowSocket socket;
    private final RequestBody body;
    private final Class<?> http1;
    private final Reach responseConduit;
    private final Reach responseHeaders;
    private final Reach responseSender;
    private final Reach endExchange;
    private final Method setStatusCode;
    private final Method setPersistent;
    private final Method first;
    private final Method put;
    private final Method send;
    private final Constructor<?> name;
    private final UndertowView view = new UndertowView(this);

    UndertowTypes(Copy undertow) throws ReflectiveOperationException {
        Class<?> exchange = undertow.type("io.undertow.server.HttpServerExchange");
        method = Reach.method(exchange, "getRequestMethod");
        requestUri = Reach.method(exchange, "getRequestURI");
        hostInUri = Reach.method(exchange, "isHostIncludedInRequestURI");
        path = Reach.method(exchange, "getRequestPath");
        protocol = Reach.method(exchange, "getProtocol");
        requestHeaders = Reach.method(exchange, "getRequestHeaders");
        requestLength = Reach.method(exchange, "getRequestContentLength");
        requestComplete = Reach.method(exchange, "isRequestComplete");
        responseLength = Reach.method(exchange, "getResponseContentLength");
        responseSent = Reach.method(exchange, "getResponseBytesSent");
        responseComplete = Reach.method(exchange, "isResponseComplete");
        responseHeaders = Reach.method(exchange, "getResponseHeaders");
        responseSender = Reach.method(exchange, "getResponseSender");
        endExchange = Reach.method(exchange, "endExchange");
        setStatusCode = exchange.getMethod("setStatusCode", int.class);
        setPersistent = exchange.getMethod("setPersistent", boolean.class);
        connection = Reach.method(exchange, "getConnection");
        Class<?> itsConnection = undertow.type("io.undertow.server.ServerConnection");
        localAddress = Reach.method(itsConnection, "getLocalAddress");
        peerAddress = Reach.method(itsConnection, "getPeerAddress");
        body = new RequestBody(undertow);
        http1 = undertow.type("io.undertow.server.protocol.http.HttpServerConnection");
        responseConduit = Reach.method(http1, "getResponseConduit");
        socket = new UndertowSocket(undertow);
        Class<?> headers = undertow.type("io.undertow.util.HeaderMap");
        Class<?> text = undertow.type("io.undertow.util.HttpString");
        first = headers.getMethod("getFirst", String.class);
        put = headers.getMethod("put", text, String.class);
        name = text.getConstructor(String.class);
        send = undertow.type("io.undertow.io.Sender").getMethod("send", ByteBuffer.class);
    }

    UndertowView view() {
        return view;
    }

    /** How many bytes of a declared request body are still to come over the connection, or -1 if that cannot be told. */
    long unread(Object exchange) {
        Object its = connection.of(exchange);
        return its == null ? -1 : body.unread(its);
    }

    /** What the responses of an HTTP/1.1 connection pass; null over another protocol. */
    @Nullable
    Object responseConduit(Object connection) {
        return http1.isInstance(connection) && responseConduit.exists() ? responseConduit.of(connection) : null;
    }

    @Nullable
    String header(@Nullable Object headers, String byName) {
        try {
            return headers == null ? null : (String) first.invoke(headers, byName);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The connection is closed after this exchange. */
    void last(Object exchange) {
        try {
            setPersistent.invoke(exchange, false);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sets a field of its response's header, as long as that is not written. */
    void stamp(Object exchange, String byName, String value) {
        try {
            put.invoke(responseHeaders.of(exchange), name.newInstance(byName), value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sends an answer of ours on the I/O thread; header and body leave in one write, and the exchange ends with it. */
    void send(HealthResponse answer, Object exchange) {
        try {
            setStatusCode.invoke(exchange, answer.status());
            Object headers = responseHeaders.of(exchange);
            for (HealthResponse.Header header : answer.headers()) {
                put.invoke(headers, name.newInstance(header.name()), header.value());
            }
            byte[] body = answer.body();
            if (body.length == 0) {
                endExchange.of(exchange);
            } else {
                send.invoke(responseSender.of(exchange), ByteBuffer.wrap(body));
            }
        } catch (ReflectiveOperationException e) {
            // The poller hung up, which pollers do; ending the exchange closes what is left.
            endExchange.of(exchange);
        }
    }
}
