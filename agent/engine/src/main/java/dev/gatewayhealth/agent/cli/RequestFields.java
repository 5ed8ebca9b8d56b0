package dev.gatewayhealth.agent.cli;

import dev.gatewayhealth.nginx.ClientRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields of one JSON request. */
record RequestFields(Map<?, ?> fields) {

    ClientRequest toRequest() {
        String method = text("method");
        String uri = text("uri");
        return new ClientRequest(
                method == null ? "GET" : method,
                bytes(text("host")),
                text("address"),
                number(fields.get("port"), 0),
                text("unix"),
                Boolean.TRUE.equals(fields.get("tls")),
                uri == null ? "/" : new String(uri.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1),
                headers(),
                upstreamStatus(),
                files());
    }

    private Map<String, String> headers() {
        Map<String, String> headers = new HashMap<>();
        if (fields.get("headers") instanceof Map<?, ?> given) {
            given.forEach((name, value) -> headers.put(String.valueOf(name).toLowerCase(Locale.ROOT), value(value)));
        }
        return headers;
    }

    /** A list is a header that is sent more than once. */
    private static String value(@Nullable Object value) {
        if (value instanceof Iterable<?> lines) {
            List<String> all = new ArrayList<>();
            lines.forEach(line -> all.add(String.valueOf(line)));
            return String.join("\n", all);
        }
        return value == null ? "" : value.toString();
    }

    /** The first number that looks like a status among what is assumed. */
    private int upstreamStatus() {
        if (fields.get("assume") instanceof Map<?, ?> assumed) {
            for (Object value : assumed.values()) {
                int status = number(value, 0);
                if (status >= 100 && status <= 599) {
                    return status;
                }
            }
        }
        return 200;
    }

    private Set<String> files() {
        Set<String> files = new HashSet<>();
        if (fields.get("assume") instanceof Map<?, ?> assumed) {
            for (Object value : assumed.values()) {
                if (value instanceof Iterable<?> names) {
                    names.forEach(name -> files.add(String.valueOf(name)));
                }
            }
        }
        return files;
    }

    private @Nullable String text(String key) {
        Object value = fields.get(key);
        return value == null ? null : value.toString();
    }

    private static @Nullable String bytes(@Nullable String text) {
        return text == null ? null : new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static int number(@Nullable Object value, int otherwise) {
        return value instanceof Number number ? number.intValue() : otherwise;
    }
}
