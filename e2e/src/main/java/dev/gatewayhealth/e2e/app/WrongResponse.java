package dev.gatewayhealth.e2e.app;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Answers with something that is wrong on the wire, {@code how} says with what. */
final class WrongResponse implements Endpoint {

    @Override
    public void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String how = String.valueOf(request.getParameter("how"));
        switch (how) {
            case "large" -> {
                response.setHeader("X-Large", "l".repeat((int) Endpoint.number(request, "bytes", 5000)));
                response.getOutputStream().print("whole");
            }
            case "name" -> {
                response.setHeader("X Bad", "a");
                response.getOutputStream().print("whole");
            }
            case "coding" -> {
                response.setHeader("Transfer-Encoding", "chunked");
                response.setContentLength(5);
                response.getOutputStream().print("whole");
            }
            case "status" -> {
                response.setStatus(1000);
                response.getOutputStream().print("whole");
            }
            case "short" -> {
                response.setContentLength(1000);
                response.getOutputStream().print("part");
            }
            case "torn" -> {
                response.getOutputStream().print("part");
                response.flushBuffer();
                throw new IllegalStateException("on purpose");
            }
            case "closed" -> {
                response.getOutputStream().print("part");
                response.flushBuffer();
                Wire.of(request).close();
            }
            case "unchanged" -> {
                response.setContentLength(1000);
                response.setStatus(304);
            }
            default -> response.getOutputStream().print("whole");
        }
    }
}
