package dev.gatewayhealth.e2e.app;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** One way of answering. */
interface Endpoint {

    void serve(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException;

    /** A whole number from the query, or what it is when nobody says. */
    static long number(HttpServletRequest request, String name, long otherwise) {
        String value = request.getParameter(name);
        return value == null ? otherwise : Long.parseLong(value);
    }
}
