package dev.gatewayhealth.agent.tomcat;

import dev.gatewayhealth.agent.server.Reach;
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
    final Reach response;
    final Reach responseLength;
    final Reach responseWritten;
    final Reach socket;
    final Reach hasDataToWrite;
    final Reach serverName;
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

    CoyoteTypes(ClassLoader loader) throws ClassNotFoundException {
        Class<?> request = type(loader, "org.apache.coyote.Request");
        method = Reach.method(request, "method");
        requestUri = Reach.method(request, "requestURI");
        protocol = Reach.method(request, "protocol");
        headers = Reach.method(request, "getMimeHeaders");
        contentLength = Reach.method(request, "getContentLengthLong");
        bytesRead = Reach.method(request, "getBytesRead");
        serverName = Reach.method(request, "serverName");
        response = Reach.method(request, "getResponse");
        Class<?> answer = type(loader, "org.apache.coyote.Response");
        responseLength = Reach.method(answer, "getContentLengthLong");
        responseWritten = Reach.method(answer, "getContentWritten");
        Class<?> wrapper = type(loader, "org.apache.tomcat.util.net.SocketWrapperBase");
        socket = Reach.method(wrapper, "getSocket");
        hasDataToWrite = Reach.method(wrapper, "hasDataToWrite");
        Class<?> mimeHeaders = type(loader, "org.apache.tomcat.util.http.MimeHeaders");
        headerCount = Reach.method(mimeHeaders, "size");
        headerFields = Reach.field(mimeHeaders, "headers");
        Class<?> field = type(loader, "org.apache.tomcat.util.http.MimeHeaderField");
        headerValue = Reach.method(field, "getValue");
        headerName = Reach.method(field, "getName");
        Class<?> text = type(loader, "org.apache.tomcat.util.buf.MessageBytes");
        type = Reach.method(text, "getType");
        chunk = Reach.method(text, "getByteChunk");
        string = Reach.field(text, "strValue");
        Class<?> byteChunk = type(loader, "org.apache.tomcat.util.buf.ByteChunk");
        bytes = Reach.method(byteChunk, "getBuffer");
        start = Reach.method(byteChunk, "getStart");
        end = Reach.method(byteChunk, "getEnd");
    }

    private static Class<?> type(ClassLoader loader, String name) throws ClassNotFoundException {
        return Class.forName(name, false, loader);
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
