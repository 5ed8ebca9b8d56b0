package dev.gatewayhealth.e2e.app;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Makes {@code mb} megabytes for the collector, and keeps nothing. */
final class Garbage implements Endpoint {

    @Override
    public void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.getWriter().print(made(Endpoint.number(request, "mb", 8)));
    }

    /** Something that could not be said had it not been made. */
    static long made(long mb) {
        long sum = 0;
        for (long pieces = mb << 4; pieces > 0; pieces--) {
            byte[] piece = new byte[1 << 16];
            piece[(int) pieces] = 1;
            sum += piece[(int) pieces];
        }
        return sum;
    }
}
