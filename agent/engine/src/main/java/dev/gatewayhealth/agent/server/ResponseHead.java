package dev.gatewayhealth.agent.server;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** What a server writes first for a response over HTTP/1: its status line and header fields (RFC 9112 section 2.1). */
final class ResponseHead {

    /** {@code HTTP/1.1 }; the status code follows. */
    static final int STATUS = 9;

    /** {@code 101 Switching Protocols} is final although it starts with a 1. */
    private static final int SWITCHING = 101;

    private ResponseHead() {}

    /** The same for whatever a server writes: buffers, the first of which is the header, the one buffer, or bytes that start with it. */
    static int startOf(@Nullable Object written) {
        if (written instanceof ByteBuffer[] buffers) {
            return buffers.length == 0 ? 0 : bytes(buffers[0]);
        }
        if (written instanceof ByteBuffer buffer) {
            return bytes(buffer);
        }
        return written instanceof byte[] bytes ? bytes(bytes) : 0;
    }

    /** The buffer with an interim response in it, such as {@code 103 Early Hints}, of what a server writes; null for anything else. */
    static @Nullable ByteBuffer interim(@Nullable Object written) {
        Object first = written instanceof ByteBuffer[] buffers && buffers.length > 0 ? buffers[0] : written;
        if (first instanceof byte[] bytes) {
            first = bytes.length > STATUS && bytes[STATUS] == '1' ? ByteBuffer.wrap(bytes) : null;
        }
        if (!(first instanceof ByteBuffer buffer) || buffer.remaining() < STATUS + 3) {
            return null;
        }
        int start = buffer.position();
        boolean is =
                buffer.get(start) == 'H' && buffer.get(start + STATUS - 1) == ' ' && buffer.get(start + STATUS) == '1';
        return is ? buffer : null;
    }

    /** A header that is longer than the array is taken to be as long: what follows is written next. */
    private static int bytes(byte[] written) {
        if (bytes(ByteBuffer.wrap(written)) == 0) {
            return 0;
        }
        for (int i = STATUS; i + 3 < written.length; i++) {
            if (written[i] == '\r' && written[i + 1] == '\n' && written[i + 2] == '\r' && written[i + 3] == '\n') {
                return i + 4;
            }
        }
        return written.length;
    }

    /** Its size in bytes; 0 if the buffer starts with something else, or with an interim response such as {@code 100 Continue}. */
    static int bytes(ByteBuffer buffer) {
        int start = buffer.position();
        if (buffer.remaining() < STATUS + 3 || buffer.get(start) != 'H' || buffer.get(start + STATUS - 1) != ' ') {
            return 0;
        }
        int status = 0;
        for (int i = 0; i < 3; i++) {
            status = status * 10 + buffer.get(start + STATUS + i) - '0';
        }
        return status >= 200 || status == SWITCHING ? buffer.remaining() : 0;
    }
}
