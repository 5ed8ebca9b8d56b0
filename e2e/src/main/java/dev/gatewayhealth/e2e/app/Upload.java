package dev.gatewayhealth.e2e.app;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;

/** Waits {@code ms} before it reads the request's body, then says how long it was. */
final class Upload implements Endpoint {

    @Override
    public void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Pause.of(Endpoint.number(request, "ms", 0));
        response.getWriter().print(request.getInputStream().transferTo(OutputStream.nullOutputStream()));
    }
}
