package dev.gatewayhealth.servlet;

import dev.gatewayhealth.report.HealthResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An answer of the endpoint, from the library's own monitor or over the bridge. */
final class Answer {

    private final int status;
    private final List<String> headers;
    private final byte[] body;

    /** @param headers names and values in turn */
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
        return new Answer(response.status(), headers, response.body());
    }

    /** What the bridge's {@code answer} returns. */
    static @Nullable Answer of(Object @Nullable [] bridged) {
        return bridged == null
                ? null
                : new Answer((Integer) bridged[0], List.of((String[]) bridged[1]), (byte[]) bridged[2]);
    }

    /** Unflushed, so that header and body leave in one write when the container is done with the request. */
    void send(HttpServletResponse response) throws IOException {
        response.setStatus(status);
        for (int i = 0; i < headers.size(); i += 2) {
            response.setHeader(headers.get(i), headers.get(i + 1));
        }
        if (body.length > 0) {
            response.getOutputStream().write(body);
        }
    }
}
