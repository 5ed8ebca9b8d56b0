package dev.gatewayhealth.e2e.app;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Sends {@code mb} megabytes as fast as they are taken. */
final class BigBody implements Endpoint {

    @Override
    public void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
        long mb = Endpoint.number(request, "mb", 60);
        response.setContentLengthLong(mb << 20);
        ServletOutputStream out = response.getOutputStream();
        byte[] piece = new byte[1 << 16];
        for (long pieces = mb << 4; pieces > 0; pieces--) {
            out.write(piece);
        }
    }
}
