package dev.gatewayhealth.e2e.app;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.lang.reflect.Field;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.apache.tomcat.util.net.SocketWrapperBase;

/** The socket under a request, for bytes that no servlet API can send: half a header. */
final class Wire {

    private final SocketWrapperBase<?> socket;

    private Wire(SocketWrapperBase<?> socket) {
        this.socket = socket;
    }

    /** Takes the way the container itself keeps: facade, request, coyote request, processor, socket. */
    static Wire of(HttpServletRequest request) throws IOException {
        Object connectorRequest = field(request, "request");
        Object coyoteRequest = field(connectorRequest, "coyoteRequest");
        Object processor = field(coyoteRequest, "hook");
        return new Wire((SocketWrapperBase<?>) field(processor, "socketWrapper"));
    }

    void send(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        socket.write(true, bytes, 0, bytes.length);
        socket.flush(true);
    }

    /** Ends the connection, so that what the container sends afterwards reaches nobody. */
    void close() {
        socket.close();
    }

    /** Ends it without a goodbye: the other side gets a reset. */
    void reset() throws IOException {
        Object channel = field(socket.getSocket(), "sc");
        ((SocketChannel) channel).setOption(StandardSocketOptions.SO_LINGER, 0);
        close();
    }

    private static Object field(Object owner, String name) throws IOException {
        for (Class<?> type = owner.getClass(); type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    return value(field, owner);
                }
            }
        }
        throw new IOException(owner.getClass() + " has no field " + name);
    }

    private static Object value(Field field, Object owner) throws IOException {
        try {
            field.setAccessible(true);
            return field.get(owner);
        } catch (ReflectiveOperationException e) {
            throw new IOException("Cannot read " + field, e);
        }
    }
}
