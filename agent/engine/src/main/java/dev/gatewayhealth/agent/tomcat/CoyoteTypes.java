package dev.gatewayhealth.agent.tomcat;

import dev.gatewayhealth.agent.server.Copy;
import dev.gatewayhealth.agent.server.Reach;
import dev.gatewayhealth.report.HealthResponse;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The types of one Tomcat, found through the class loader it lives in. */
final class CoyoteTypes {

    /** {@code MessageBytes.T_STR} and {@code T_BYTES}. */
    private static final int AS_STRING = 1;

    private static final int AS_BYTES = 2;

    final Reach method;
    final Reach requestUri;
    final Reach protocol;
    final Reach headers;
    final Reach contentLength;
    final Reach bytesRead;
    private final Reach inputBuffer;
    private final Class<?> http1Input;
    private final Reach inputBytes;
    final Reach response;
    final Reach responseLength;
    final Reach responseWritten;
    private final Class<?> http1Output;
    private final Reach outputBuffer;
    private final Reach activeFilters;
    private final Reach lastActiveFilter;
    private final Class<?> sendsNothing;
    private final Reach socket;
    final Reach hasDataToWrite;
    final Reach serverName;

    /** By the class of what the wrapper wraps; there is one for each kind of endpoint. */
    private final ClassValue<Reach> channel = new ClassValue<>() {
        @Override
        protected Reach computeValue(Class<?> wrapped) {
            return Reach.method(wrapped, "getIOChannel");
        }
    };

    private final Method setStatus;
    private final Method addHeader;
    private final Method doWrite;
    private final Method action;
    private final Object close;
    private final Reach headerFields;
    private final Reach headerCount;
    private final Reach headerName;
    private final Reach headerValue;
    private final Reach type;
    private final Reach string;
    private final Reach chunk;
    private final Reach bytes;
    private final Reach start;
    private final Reach end;

    /** Made when it is first asked for; of whichever thread gets there last. */
    private volatile @Nullable Reach lastWrite;

    CoyoteTypes(Copy tomcat) throws ReflectiveOperationException {
        Class<?> request = tomcat.type("org.apache.coyote.Request");
        method = Reach.method(request, "method");
        requestUri = Reach.method(request, "requestURI");
        protocol = Reach.method(request, "protocol");
        headers = Reach.method(request, "getMimeHeaders");
        contentLength = Reach.method(request, "getContentLengthLong");
        bytesRead = Reach.method(request, "getBytesRead");
        inputBuffer = Reach.method(request, "getInputBuffer");
        http1Input = tomcat.type("org.apache.coyote.http11.Http11InputBuffer");
        inputBytes = Reach.field(http1Input, "byteBuffer");
        serverName = Reach.method(request, "serverName");
        response = Reach.method(request, "getResponse");
        Class<?> answer = tomcat.type("org.apache.coyote.Response");
        responseLength = Reach.method(answer, "getContentLengthLong");
        responseWritten = Reach.method(answer, "getContentWritten");
        outputBuffer = Reach.field(answer, "outputBuffer");
        Class<?> output = tomcat.type("org.apache.coyote.http11.Http11OutputBuffer");
        http1Output = output;
        activeFilters = Reach.field(output, "activeFilters");
        lastActiveFilter = Reach.field(output, "lastActiveFilter");
        sendsNothing = tomcat.type("org.apache.coyote.http11.filters.VoidOutputFilter");
        setStatus = answer.getMethod("setStatus", int.class);
        addHeader = answer.getMethod("addHeader", String.class, String.class);
        doWrite = answer.getMethod("doWrite", ByteBuffer.class);
        Class<?> actions = tomcat.type("org.apache.coyote.ActionCode");
        action = answer.getMethod("action", actions, Object.class);
        close = actions.getField("CLOSE").get(null);
        Class<?> wrapper = tomcat.type("org.apache.tomcat.util.net.SocketWrapperBase");
        socket = Reach.method(wrapper, "getSocket");
        hasDataToWrite = Reach.method(wrapper, "hasDataToWrite");
        Class<?> mimeHeaders = tomcat.type("org.apache.tomcat.util.http.MimeHeaders");
        headerCount = Reach.method(mimeHeaders, "size");
        headerFields = Reach.field(mimeHeaders, "headers");
        Class<?> field = tomcat.type("org.apache.tomcat.util.http.MimeHeaderField");
        headerValue = Reach.method(field, "getValue");
        headerName = Reach.method(field, "getName");
        Class<?> text = tomcat.type("org.apache.tomcat.util.buf.MessageBytes");
        type = Reach.method(text, "getType");
        chunk = Reach.method(text, "getByteChunk");
        string = Reach.field(text, "strValue");
        Class<?> byteChunk = tomcat.type("org.apache.tomcat.util.buf.ByteChunk");
        bytes = Reach.method(byteChunk, "getBuffer");
        start = Reach.method(byteChunk, "getStart");
        end = Reach.method(byteChunk, "getEnd");
    }

    /** Sends an answer of ours the way Tomcat's own adapter would: header and body leave in one write at the end. */
    void send(HealthResponse answer, Object request) {
        Object itsResponse = response.of(request);
        if (itsResponse == null) {
            throw new IllegalStateException("no response");
        }
        try {
            setStatus.invoke(itsResponse, answer.status());
            for (HealthResponse.Header header : answer.headers()) {
                addHeader.invoke(itsResponse, header.name(), header.value());
            }
            if (answer.body().length > 0) {
                doWrite.invoke(itsResponse, ByteBuffer.wrap(answer.body()));
            }
            action.invoke(itsResponse, close, null);
        } catch (ReflectiveOperationException e) {
            // The poller hung up, which pollers do; Tomcat has marked the connection as broken.
            return;
        }
    }

    /** Over HTTP/1.1 what came with the header or behind it; while Tomcat fills that buffer its bounds are those of the room in it. */
    long bodyHeld(Object request) {
        Object input = inputBuffer.of(request);
        Object here = http1Input.isInstance(input) ? inputBytes.of(input) : null;
        return here instanceof ByteBuffer unread ? unread.remaining() : 0;
    }

    boolean overHttp1(Object itsResponse) {
        return http1Output.isInstance(outputBuffer.of(itsResponse));
    }

    /** Whether a filter of its HTTP/1.1 response lets nothing through. */
    boolean sendsNothing(Object itsResponse) {
        Object output = outputBuffer.of(itsResponse);
        Object[] filters = output == null ? null : (Object[]) activeFilters.of(output);
        int last = output == null ? -1 : (int) lastActiveFilter.number(output);
        for (int i = 0; filters != null && i <= last && i < filters.length; i++) {
            if (sendsNothing.isInstance(filters[i])) {
                return true;
            }
        }
        return false;
    }

    /** The channel of the JDK under that connection, null where there is none (any more). */
    @Nullable
    Object channel(Object connection) {
        Object wrapped = socket.of(connection);
        return wrapped == null ? null : channel.get(wrapped.getClass()).of(wrapped);
    }

    /** When something was last written to a connection, or when it was made; -1 where its socket does not keep that (NIO2). */
    long lastWriteMillis(Object wrapper) {
        Reach reach = lastWrite;
        if (reach == null) {
            reach = Reach.method(wrapper.getClass(), "getLastWrite");
            lastWrite = reach;
        }
        return reach.exists() ? reach.number(wrapper) : -1;
    }

    /**
     * The text of a {@code MessageBytes}, without the conversion its own {@code toString} would write into it while the
     * request's thread may be using it.
     */
    @Nullable
    String text(@Nullable Object messageBytes) {
        if (messageBytes == null) {
            return null;
        }
        int form = (int) type.number(messageBytes);
        if (form == AS_STRING) {
            return (String) string.of(messageBytes);
        }
        if (form != AS_BYTES) {
            return null;
        }
        Object part = chunk.of(messageBytes);
        byte[] buffer = part == null ? null : (byte[]) bytes.of(part);
        if (part == null || buffer == null) {
            return null;
        }
        int from = (int) start.number(part);
        return new String(buffer, from, (int) end.number(part) - from, StandardCharsets.ISO_8859_1);
    }

    /** The first value of a header, by a name in any case. */
    @Nullable
    String header(@Nullable Object mimeHeaders, String name) {
        if (mimeHeaders == null) {
            return null;
        }
        Object[] fields = (Object[]) headerFields.of(mimeHeaders);
        int count = fields == null ? 0 : Math.min(fields.length, (int) headerCount.number(mimeHeaders));
        for (int i = 0; i < count; i++) {
            Object field = fields == null ? null : fields[i];
            if (field != null && name.equalsIgnoreCase(text(headerName.of(field)))) {
                return text(headerValue.of(field));
            }
        }
        return null;
    }
}
