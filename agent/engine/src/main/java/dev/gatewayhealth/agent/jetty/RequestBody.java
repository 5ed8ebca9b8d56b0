package dev.gatewayhealth.agent.jetty;

import dev.gatewayhealth.agent.server.Copy;
import dev.gatewayhealth.agent.server.Reach;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * How much of a request body has come over an HTTP/1 connection: what its parser has seen, and what lies in its buffer because nobody
 * has asked for it yet.
 */
final class RequestBody {

    private final Class<?> http1;
    private final Reach connection;
    private final Reach parser;
    private final Reach parsed;
    private final Reach buffer;

    /** By the class of the buffer, which is a {@link ByteBuffer} or something of Jetty's around one. */
    private final ClassValue<Reach> remaining = new ClassValue<>() {
        @Override
        protected Reach computeValue(Class<?> type) {
            return Reach.method(type, "remaining");
        }
    };

    RequestBody(Class<?> channel, boolean core) throws ReflectiveOperationException {
        Copy jetty = Copy.of(channel, JettyTypes.ROOT);
        http1 = jetty.type("org.eclipse.jetty.server." + (core ? "internal." : "") + "HttpConnection");
        connection = core ? Reach.field(channel, "_connectionMetaData") : Reach.method(channel, "getHttpTransport");
        parser = Reach.method(http1, "getParser");
        parsed = Reach.method(jetty.type("org.eclipse.jetty.http.HttpParser"), "getContentRead");
        Reach plain = Reach.field(http1, "_requestBuffer");
        buffer = plain.exists() ? plain : Reach.field(http1, "_retainableByteBuffer");
    }

    /** In bytes; -1 over another protocol. */
    long received(Object channel) {
        Object its = connection.of(channel);
        if (its == null || !http1.isInstance(its)) {
            return -1;
        }
        Object reading = parser.of(its);
        return reading == null ? -1 : parsed.number(reading) + buffered(buffer.of(its));
    }

    private long buffered(@Nullable Object bytes) {
        if (bytes == null) {
            return 0;
        }
        return bytes instanceof ByteBuffer plain
                ? plain.remaining()
                : remaining.get(bytes.getClass()).number(bytes);
    }
}
