package dev.gatewayhealth.e2e.app;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Sends header and first bytes at once, is silent for {@code ms}, then sends the rest. */
final class StalledBody implements Endpoint {

    @Override
    public void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ServletOutputStream out = response.getOutputStream();
        out.write("first".getBytes(StandardCharsets.US_ASCII));
        out.flush();
        Pause.of(Endpoint.number(request, "ms", 1000));
        out.write("last".getBytes(StandardCharsets.US_ASCII));
    }
}
