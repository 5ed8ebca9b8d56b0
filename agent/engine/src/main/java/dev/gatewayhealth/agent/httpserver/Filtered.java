package dev.gatewayhealth.agent.httpserver;

import dev.gatewayhealth.report.HealthResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request that is about to go through the filters of its context. */
record Filtered(ServerTypes types, Object exchange) implements Asking {

    @Override
    public @Nullable String method() {
        return (String) types.publicMethod.of(exchange);
    }

    @Override
    public @Nullable String path() {
        URI uri = (URI) types.publicUri.of(exchange);
        return uri == null ? null : uri.getRawPath();
    }

    @Override
    public @Nullable String header(String name) {
        return ServerTypes.first(types.publicRequestHeaders.of(exchange), name);
    }

    /** Header and body leave in one write, because nothing is flushed in between. */
    @Override
    @SuppressWarnings("unchecked") // its headers are documented to be this map
    public void send(HealthResponse answer) {
        Map<String, List<String>> headers = (Map<String, List<String>>) types.publicResponseHeaders.of(exchange);
        if (headers == null) {
            throw new IllegalStateException("no headers");
        }
        for (HealthResponse.Header header : answer.headers()) {
            headers.put(header.name(), new ArrayList<>(List.of(header.value())));
        }
        byte[] body = answer.body();
        try {
            types.sendHeaders.invoke(exchange, answer.status(), body.length == 0 ? -1L : body.length);
            if (body.length > 0 && types.publicBody.of(exchange) instanceof OutputStream out) {
                out.write(body);
            }
        } catch (IOException | ReflectiveOperationException e) {
            // The poller hung up, which pollers do.
        } finally {
            types.publicClose.of(exchange);
        }
    }
}
