package dev.gatewayhealth.e2e.app;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Sends {@code bytes} bytes, one each {@code every} ms. */
final class TrickledBody implements Endpoint {

    @Override
    public void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ServletOutputStream out = response.getOutputStream();
        for (long i = 0; i < Endpoint.number(request, "bytes", 20); i++) {
            out.write('.');
            out.flush();
            Pause.of(Endpoint.number(request, "every", 300));
        }
    }
}
