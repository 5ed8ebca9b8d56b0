package dev.gatewayhealth.agent.netty;

import dev.gatewayhealth.agent.server.Copy;
import org.jspecify.annotations.Nullable;

/**
 * What a message is to HTTP, by its class. Told by the names of its interfaces, so that it holds for a Netty in any class loader.
 *
 * @param last whether it ends a request or a response; a full one is both its head and its end
 * @param http the interface {@code HttpMessage} or {@code HttpContent} of the Netty it belongs to, null for what is no part of HTTP
 */
record MessageKind(
        boolean request,
        boolean response,
        boolean content,
        boolean last,
        @Nullable Class<?> http) {

    private static final String HTTP = "io.netty.handler.codec.http.";

    private static final ClassValue<MessageKind> KINDS = new ClassValue<>() {
        @Override
        protected MessageKind computeValue(Class<?> type) {
            Class<?> head = find(type, HTTP + "HttpMessage");
            Class<?> body = find(type, HTTP + "HttpContent");
            return new MessageKind(
                    find(type, HTTP + "HttpRequest") != null,
                    find(type, HTTP + "HttpResponse") != null,
                    body != null,
                    find(type, HTTP + "LastHttpContent") != null,
                    head == null ? body : head);
        }
    };

    static MessageKind of(Object message) {
        return KINDS.get(message.getClass());
    }

    private static @Nullable Class<?> find(@Nullable Class<?> type, String name) {
        if (type == null || Copy.is(type, name)) {
            return type;
        }
        for (Class<?> each : type.getInterfaces()) {
            Class<?> found = find(each, name);
            if (found != null) {
                return found;
            }
        }
        return find(type.getSuperclass(), name);
    }
}
