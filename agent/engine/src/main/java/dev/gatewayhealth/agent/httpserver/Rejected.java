package dev.gatewayhealth.agent.httpserver;

import dev.gatewayhealth.report.HealthResponse;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A request for which the application has no context, or that the server does not understand; of its header fields nothing is known here.
 *
 * @param task the {@code ServerImpl.Exchange} that rejects it
 */
record Rejected(ServerTypes types, String line, Object task) implements Asking {

    @Override
    public @Nullable String method() {
        int end = line.indexOf(' ');
        return end < 0 ? null : line.substring(0, end);
    }

    @Override
    public @Nullable String path() {
        int start = line.indexOf(' ') + 1;
        int end = line.indexOf(' ', start);
        if (start == 0 || end < 0) {
            return null;
        }
        int query = line.indexOf('?', start);
        return line.substring(start, query < 0 || query > end ? end : query);
    }

    @Override
    public @Nullable String header(String name) {
        return null;
    }

    /** As the server itself rejects, it closes the connection behind the answer. */
    @Override
    public void send(HealthResponse answer) {
        try {
            if (types.rawOutput.of(task) instanceof OutputStream out) {
                out.write(answer.http11Bytes(false));
                out.flush();
            }
        } catch (IOException e) {
            // The poller hung up, which pollers do.
        } finally {
            types.close(task);
        }
    }
}
