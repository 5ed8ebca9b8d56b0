package dev.gatewayhealth.agent.grizzly;

import dev.gatewayhealth.agent.server.Asked;
import dev.gatewayhealth.agent.server.Reach;
import dev.gatewayhealth.report.HealthResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** The types of one Grizzly, found through the class loader it lives in. */
final class GrizzlyTypes {

    final Reach packet;
    final Reach method;
    final Reach target;
    final Reach path;
    final Reach protocol;
    final Reach headers;
    final Reach bodyLength;
    final Reach chunked;
    final Reach channel;
    private final Reach headerCount;
    private final Method headerName;
    private final Method headerValue;
    private final Reach response;
    private final Reach output;
    private final Method setStatus;
    private final Method setHeader;
    private final PieceOfText text;
    private final GrizzlyView view = new GrizzlyView(this);

    GrizzlyTypes(ClassLoader loader) throws ReflectiveOperationException {
        Class<?> request = type(loader, GrizzlyPoints.REQUEST);
        packet = Reach.method(request, "getRequest");
        response = Reach.method(request, "getResponse");
        Class<?> itsPacket = type(loader, "org.glassfish.grizzly.http.HttpRequestPacket");
        method = Reach.method(itsPacket, "getMethodDC");
        target = Reach.method(itsPacket, "getRequestURIRef");
        protocol = Reach.method(itsPacket, "getProtocolDC");
        headers = Reach.method(itsPacket, "getHeaders");
        bodyLength = Reach.method(itsPacket, "getContentLength");
        chunked = Reach.method(itsPacket, "isChunked");
        path = Reach.method(type(loader, "org.glassfish.grizzly.http.util.RequestURIRef"), "getOriginalRequestURIBC");
        Class<?> mime = type(loader, "org.glassfish.grizzly.http.util.MimeHeaders");
        headerCount = Reach.method(mime, "size");
        headerName = mime.getMethod("getName", int.class);
        headerValue = mime.getMethod("getValue", int.class);
        channel = Reach.method(type(loader, "org.glassfish.grizzly.nio.NIOConnection"), "getChannel");
        Class<?> answer = type(loader, "org.glassfish.grizzly.http.server.Response");
        output = Reach.method(answer, "getOutputStream");
        setStatus = answer.getMethod("setStatus", int.class);
        setHeader = answer.getMethod("setHeader", String.class, String.class);
        text = new PieceOfText(loader);
    }

    GrizzlyView view() {
        return view;
    }

    @Nullable
    String text(@Nullable Object chunk) {
        return text.of(chunk);
    }

    /** The first value of a header, by a name in any case. */
    @Nullable
    String header(@Nullable Object mimeHeaders, String name) {
        if (mimeHeaders == null) {
            return null;
        }
        try {
            int count = (int) headerCount.number(mimeHeaders);
            for (int i = 0; i < count; i++) {
                if (name.equalsIgnoreCase(text.of(headerName.invoke(mimeHeaders, i)))) {
                    return text.of(headerValue.invoke(mimeHeaders, i));
                }
            }
            return null;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How many bytes of a body of declared length have not been read from the connection yet; -1 before its first. */
    static long unread(Object packet) {
        Object left = new Asked(packet)
                .method("getContentParsingState")
                .field("chunkRemainder")
                .object();
        return left instanceof Long remaining ? remaining : -1;
    }

    /** Sends an answer of ours the way a handler would; it leaves when the request is finished. */
    void send(HealthResponse answer, Object request) {
        Object its = response.of(request);
        if (its == null) {
            throw new IllegalStateException("no response");
        }
        try {
            setStatus.invoke(its, answer.status());
            for (HealthResponse.Header header : answer.headers()) {
                setHeader.invoke(its, header.name(), header.value());
            }
            if (answer.body().length > 0 && output.of(its) instanceof OutputStream stream) {
                stream.write(answer.body());
            }
        } catch (ReflectiveOperationException | IOException e) {
            // The poller hung up, which pollers do; Grizzly has closed the connection.
            return;
        }
    }

    static Class<?> type(ClassLoader loader, String name) throws ClassNotFoundException {
        return Class.forName(name, false, loader);
    }
}
