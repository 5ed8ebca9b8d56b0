package dev.gatewayhealth.agent.container.app;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Random;

/** Answers that are whole, though not what most look like; the query says which. */
final class Shapes {

    private Shapes() {}

    static void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
        switch (request.getQueryString()) {
            case "trailer" -> {
                response.setHeader("Trailer", "X-Sum");
                response.setTrailerFields(() -> Map.of("X-Sum", "4"));
                response.getWriter().print("body");
                response.flushBuffer();
                response.getWriter().print("more");
            }
            case "part" -> {
                response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
                response.setHeader("Content-Range", "bytes 0-3/100");
                response.setContentLength(4);
                response.getWriter().print("part");
            }
            // Which no server sends on.
            case "none" -> {
                response.setStatus(HttpServletResponse.SC_NO_CONTENT);
                response.getWriter().print("body");
            }
            case "reset" -> {
                response.setContentLength(100);
                response.getWriter().print("another");
                response.reset();
                response.getWriter().print("body");
            }
            case "close" -> {
                response.setHeader("Connection", "close");
                response.getWriter().print("body");
                response.flushBuffer();
                response.getWriter().print("more");
            }
            // The length is reached before the servlet is done.
            case "early" -> {
                response.setContentLength(4);
                response.getOutputStream().print("body");
                response.getOutputStream().close();
            }
            default -> noise(response);
        }
    }

    private static void noise(HttpServletResponse response) throws IOException {
        byte[] much = new byte[1 << 16];
        new Random(1).nextBytes(much);
        for (int i = 0; i < 1 << 10; i++) {
            response.getOutputStream().write(much);
        }
    }
}
