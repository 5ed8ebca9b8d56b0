package dev.gatewayhealth.e2e.app;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Keeps {@code kb} more in the heap, for ever. */
final class Fill implements Endpoint {

    private final Queue<byte[]> kept = new ConcurrentLinkedQueue<>();

    @Override
    public void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
        for (long i = Endpoint.number(request, "kb", 1024); i > 0; i -= 64) {
            kept.add(new byte[64 * 1024]);
        }
        response.getWriter().print(kept.size() * 64L);
    }
}
