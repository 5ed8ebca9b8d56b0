package dev.gatewayhealth.e2e.app;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Sends {@code lines} header lines, one each {@code every} ms, past the container's buffer; then the rest of the response. */
final class TrickledHeader implements Endpoint {

    @Override
    public void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Wire wire = Wire.of(request);
        wire.send("HTTP/1.1 200 OK\r\n");
        for (long line = 0; line < Endpoint.number(request, "lines", 5); line++) {
            Pause.of(Endpoint.number(request, "every", 1000));
            wire.send("X-Line-" + line + ": here\r\n");
        }
        wire.send("Content-Length: 8\r\nConnection: close\r\n\r\ntrickled");
        wire.close();
    }
}
