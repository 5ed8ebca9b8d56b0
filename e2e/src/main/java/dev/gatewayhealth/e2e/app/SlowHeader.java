package dev.gatewayhealth.e2e.app;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Says nothing for {@code ms}, then answers whole. */
final class SlowHeader implements Endpoint {

    @Override
    public void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Pause.of(Endpoint.number(request, "ms", 1000));
        response.getWriter().print("slow");
    }
}
