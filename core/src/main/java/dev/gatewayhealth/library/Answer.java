package dev.gatewayhealth.library;

import dev.gatewayhealth.report.HealthResponse;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An answer of the endpoint, from the library's own monitor or over the bridge. */
public final class Answer {

    private final int status;
    private final List<String> headers;
    private final byte[] body;

    private Answer(int status, List<String> headers, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    static @Nullable Answer of(@Nullable HealthResponse response) {
        if (response == null) {
            return null;
        }
        List<String> headers = new ArrayList<>();
        for (HealthResponse.Header header : response.headers()) {
            headers.add(header.name());
            headers.add(header.value());
        }
        return new Answer(response.status(), List.copyOf(headers), response.body());
    }

    /** What the bridge's {@code answer} returns. */
    static @Nullable Answer of(Object @Nullable [] bridged) {
        return bridged == null
                ? null
                : new Answer((Integer) bridged[0], List.of((String[]) bridged[1]), (byte[]) bridged[2]);
    }

    /** {@return the status code} */
    public int status() {
        return status;
    }

    /** {@return names and values of the header fields in turn} */
    public List<String> headers() {
        return headers;
    }

    /** {@return a copy of the body; empty for HEAD and OPTIONS} */
    public byte[] body() {
        return body.clone();
    }
}
