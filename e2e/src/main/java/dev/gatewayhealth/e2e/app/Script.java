package dev.gatewayhealth.e2e.app;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.Arrays;

/**
 * Does what {@code steps} says, one step after the other: {@code /do?steps=length:5,write:10,flush,pause:1000}. Each is a way in which an
 * application uses the servlet API, rightly or wrongly.
 */
final class Script implements Endpoint {

    @Override
    public void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
        for (String step : String.valueOf(request.getParameter("steps")).split(",")) {
            int colon = step.indexOf(':');
            String what = colon < 0 ? step : step.substring(0, colon);
            step(what, colon < 0 ? "" : step.substring(colon + 1), request, response);
        }
    }

    private static void step(String what, String value, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        switch (what) {
            case "status" -> response.setStatus(Integer.parseInt(value));
            case "error" -> response.sendError(Integer.parseInt(value));
            case "header" -> response.addHeader(before(value), after(value));
            case "cookies" -> cookies(response, Integer.parseInt(value));
            case "length" -> response.setContentLengthLong(Long.parseLong(value));
            case "write" -> response.getOutputStream().write(bytes(Integer.parseInt(value)));
            case "flush" -> response.flushBuffer();
            case "pause" -> Pause.of(Long.parseLong(value));
            case "read" -> read(request, Long.parseLong(value));
            case "readAll" -> request.getInputStream().transferTo(OutputStream.nullOutputStream());
            case "call" -> call(value);
            case "throw" -> throw new IllegalStateException("on purpose");
            case "fatal" -> throw new OutOfMemoryError("on purpose");
            case "forever" -> request.startAsync().setTimeout(0);
            case "close" -> Wire.of(request).close();
            case "reset" -> Wire.of(request).reset();
            case "raw" -> Wire.of(request).send(value.translateEscapes());
            default -> throw new IllegalArgumentException("No step: " + what);
        }
    }

    private static String before(String value) {
        return value.substring(0, value.indexOf('='));
    }

    private static String after(String value) {
        return value.substring(value.indexOf('=') + 1);
    }

    private static void cookies(HttpServletResponse response, int count) {
        for (int i = 0; i < count; i++) {
            response.addHeader("Set-Cookie", "basket" + i + "=" + "c".repeat(80));
        }
    }

    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        Arrays.fill(bytes, (byte) 'x');
        return bytes;
    }

    private static void read(HttpServletRequest request, long count) throws IOException {
        for (long i = 0; i < count; i++) {
            if (request.getInputStream().read() < 0) {
                return;
            }
        }
    }

    /** Asks another service and waits for its answer, as long as it takes. */
    private static void call(String url) throws IOException {
        try (var in = URI.create(url).toURL().openStream()) {
            in.transferTo(OutputStream.nullOutputStream());
        }
    }
}
