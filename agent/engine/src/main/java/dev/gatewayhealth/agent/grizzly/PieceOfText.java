package dev.gatewayhealth.agent.grizzly;

import dev.gatewayhealth.agent.server.Reach;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads a {@code DataChunk} without the conversion its own {@code toString} would write into it, or the position it would move in a
 * buffer, while the request's thread may be using both.
 */
final class PieceOfText {

    private final Reach type;
    private final Reach bytes;
    private final Reach array;
    private final Reach arrayStart;
    private final Reach arrayEnd;
    private final Reach buffered;
    private final Reach buffer;
    private final Reach bufferStart;
    private final Reach bufferEnd;
    private final Reach string;
    private final Method at;

    PieceOfText(ClassLoader loader) throws ReflectiveOperationException {
        Class<?> chunk = GrizzlyTypes.type(loader, "org.glassfish.grizzly.http.util.DataChunk");
        type = Reach.method(chunk, "getType");
        bytes = Reach.method(chunk, "getByteChunk");
        buffered = Reach.method(chunk, "getBufferChunk");
        string = Reach.field(chunk, "stringValue");
        Class<?> inArray = GrizzlyTypes.type(loader, "org.glassfish.grizzly.http.util.ByteChunk");
        array = Reach.method(inArray, "getBuffer");
        arrayStart = Reach.method(inArray, "getStart");
        arrayEnd = Reach.method(inArray, "getEnd");
        Class<?> inBuffer = GrizzlyTypes.type(loader, "org.glassfish.grizzly.http.util.BufferChunk");
        buffer = Reach.method(inBuffer, "getBuffer");
        bufferStart = Reach.method(inBuffer, "getStart");
        bufferEnd = Reach.method(inBuffer, "getEnd");
        at = GrizzlyTypes.type(loader, "org.glassfish.grizzly.Buffer").getMethod("get", int.class);
    }

    /** Null where there is none. */
    @Nullable
    String of(@Nullable Object chunk) {
        if (chunk == null) {
            return null;
        }
        return switch (String.valueOf(type.of(chunk))) {
            case "String" -> (String) string.of(chunk);
            case "Bytes" -> ofArray(bytes.of(chunk));
            case "Buffer" -> ofBuffer(buffered.of(chunk));
            default -> null;
        };
    }

    private @Nullable String ofArray(@Nullable Object chunk) {
        if (chunk == null || !(array.of(chunk) instanceof byte[] its)) {
            return null;
        }
        int start = (int) arrayStart.number(chunk);
        return new String(its, start, (int) arrayEnd.number(chunk) - start, StandardCharsets.ISO_8859_1);
    }

    private @Nullable String ofBuffer(@Nullable Object chunk) {
        Object its = chunk == null ? null : buffer.of(chunk);
        if (chunk == null || its == null) {
            return null;
        }
        int start = (int) bufferStart.number(chunk);
        byte[] copy = new byte[(int) bufferEnd.number(chunk) - start];
        try {
            for (int i = 0; i < copy.length; i++) {
                copy[i] = (byte) at.invoke(its, start + i);
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
        return new String(copy, StandardCharsets.ISO_8859_1);
    }
}
